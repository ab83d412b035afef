package io.github.novitagateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a request is answered with, and how the answer ends. */
final class Reply {
    /** No answer at all: the connection is reset. */
    static final Reply RESET = new Reply(0, Map.of(), new byte[0], Ending.RESET);

    /** Neither UTF-8 nor the start of any picture. */
    private static final byte[] GARBAGE = {(byte) 0xff, 0, (byte) 0xfe, '{', (byte) 0xc3, '(', 0x1b, '}'};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Ending ending;

    private Reply(int status, Map<String, String> headers, byte[] body, Ending ending) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.ending = ending;
    }

    Reply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Ending.WHOLE);
    }

    /** How much of an answer reaches its reader. */
    enum Ending {
        WHOLE,
        TRUNCATED,
        RESET
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply text(int status, String body) {
        return of(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    static Reply of(int status, Map<String, String> headers, String body) {
        return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply truncated() {
        return new Reply(status, headers, body, Ending.TRUNCATED);
    }

    Reply garbled() {
        return new Reply(status, headers, GARBAGE, ending);
    }

    /** The HTTP status; 0 when there is no answer. */
    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    Ending ending() {
        return ending;
    }

    /** The length that is announced: more than arrives when it is truncated. */
    int length() {
        return ending == Ending.TRUNCATED ? Math.max(1, body.length) : body.length;
    }

    byte[] arriving() {
        return ending == Ending.TRUNCATED ? Arrays.copyOf(body, body.length / 2) : body;
    }
}
