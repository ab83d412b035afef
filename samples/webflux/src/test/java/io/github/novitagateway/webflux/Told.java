package io.github.novitagateway.webflux;

import java.util.Objects;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An event as a browser gets it.
 *
 * @param id by which the stream is resumed; empty when it has none
 * @param kind its name; empty when it has none
 * @param comment beside it; empty when there is none
 * @param data its content
 */
record Told(String id, String kind, String comment, JsonNode data) {

    static Told of(ServerSentEvent<JsonNode> event) {
        return new Told(
                Objects.requireNonNullElse(event.id(), ""),
                Objects.requireNonNullElse(event.event(), ""),
                Objects.requireNonNullElse(event.comment(), ""),
                Objects.requireNonNullElse(event.data(), MissingNode.getInstance()));
    }

    /** The stage that it tells of; empty when it is about something else. */
    String stage() {
        return kind.equals("status") ? data.get("stage").asString() : "";
    }

    /** Whether it tells that a drawing has come to its end, good or bad. */
    boolean isEndOfDrawing(int number) {
        return kind.equals("drawing")
                && data.get("number").asInt() == number
                && !(data.get("href").isNull() && data.get("failure").isNull());
    }
}
