package io.github.novitagateway.sandbox;

import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.node.ObjectNode;

/** Tells who asked for it how drawings ended. */
final class Webhooks {
    private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    private final DrawingReport report;
    private final Courier courier;
    private final Scheduler bell;

    Webhooks(DrawingReport report, Courier courier, Scheduler bell) {
        this.report = report;
        this.courier = courier;
        this.bell = bell;
    }

    /** Waits for the end of a drawing and tells it, repeatedly when need be. */
    void announce(Drawing drawing, URI url, String host) {
        Mono.defer(() -> Mono.delay(wait(drawing), bell))
                .repeat(() -> !report.stage(drawing).isEnd())
                .then(Mono.defer(
                        () -> courier.insist(drawing.id(), url, event(drawing, url, host, report.stage(drawing)))))
                .subscribe(
                        nothing -> {},
                        failure -> LOG.log(System.Logger.Level.DEBUG, "a webhook was given up", failure));
    }

    /** Tells an end that never was, once; a receiver that does not hear it is an error. */
    Mono<Void> rehearse(Drawing drawing, URI url, String host, Drawing.Stage end) {
        if (end == Drawing.Stage.FAILED) {
            drawing.markFailed("a test of the webhook");
        }
        return courier.carry(drawing.id(), url, event(drawing, url, host, end))
                .flatMap(heard -> heard
                        ? Mono.empty()
                        : Mono.error(
                                ApiErrors.refusal(500, "UNKNOWN_ERROR", "fail to send async task result to webhook")));
    }

    private Duration wait(Drawing drawing) {
        Duration left = report.left(drawing);
        return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
    }

    private ObjectNode event(Drawing drawing, URI url, String host, Drawing.Stage stage) {
        ObjectNode payload = report.of(drawing, host, stage);
        payload.withObject("extra").putObject("webhook").put("url", url.toString());
        ObjectNode event = Json.object().put("event_type", "ASYNC_TASK_RESULT");
        event.set("payload", payload);
        return event;
    }
}
