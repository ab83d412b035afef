package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Tells how drawings go, in the form of the service's task result. */
final class DrawingReport {
    private static final Duration LINK_LIFETIME = Duration.ofHours(1);
    private static final int QUEUE_PART = 4;

    private final SignedUrls urls;
    private final ScaledClock clock;
    private final Duration queue;
    private final Duration whole;

    DrawingReport(SignedUrls urls, ScaledClock clock, Duration drawingTime) {
        this.urls = urls;
        this.clock = clock;
        this.queue = drawingTime.dividedBy(QUEUE_PART);
        this.whole = drawingTime;
    }

    Drawing.Stage stage(Drawing drawing) {
        return drawing.stage(elapsed(drawing), queue, whole);
    }

    /** How a drawing goes now; {@code host} is where its pictures can be fetched. */
    ObjectNode of(Drawing drawing, String host) {
        return of(drawing, host, stage(drawing));
    }

    /** How a drawing goes when it has come to a stage. */
    ObjectNode of(Drawing drawing, String host, Drawing.Stage stage) {
        ObjectNode body = Json.object();
        writeExtra(body.putObject("extra"), drawing, stage);
        writeTask(body.putObject("task"), drawing, stage);
        writeImages(body, drawing, stage, host);
        body.putArray("videos");
        body.putArray("audios");
        return body;
    }

    /** The time by the wall clock until a drawing's time is up. */
    Duration left(Drawing drawing) {
        Duration left = whole.minus(elapsed(drawing));
        return left.isNegative() ? Duration.ZERO : clock.onTheWall(left);
    }

    private Duration elapsed(Drawing drawing) {
        return clock.since(drawing.submittedAt());
    }

    private void writeTask(ObjectNode task, Drawing drawing, Drawing.Stage stage) {
        task.put("task_id", drawing.id())
                .put("task_type", drawing.form().kind().taskType())
                .put("status", stage.word())
                .put("reason", stage == Drawing.Stage.FAILED ? drawing.failure() : "")
                .put("eta", stage.isEnd() ? 0 : left(drawing).toMillis() / 1000.0)
                .put("progress_percent", progress(stage, elapsed(drawing)));
    }

    private void writeExtra(ObjectNode extra, Drawing drawing, Drawing.Stage stage) {
        boolean started = stage != Drawing.Stage.QUEUED;
        boolean done = stage == Drawing.Stage.SUCCEED;
        Instant submitted = drawing.submittedAt();
        extra.put("seed", done ? Long.toString(drawing.seed()) : "")
                .put("enable_nsfw_detection", drawing.form().output().detection())
                .putObject("debug_info")
                .put("request_info", "")
                .put("submit_time_ms", milliseconds(submitted, Duration.ZERO))
                .put("execute_time_ms", started ? milliseconds(submitted, queue) : "")
                .put("complete_time_ms", done ? milliseconds(submitted, whole) : "");
    }

    private String milliseconds(Instant submitted, Duration later) {
        return Long.toString(submitted.plus(clock.onTheWall(later)).toEpochMilli());
    }

    private void writeImages(ObjectNode body, Drawing drawing, Drawing.Stage stage, String host) {
        var images = body.putArray("images");
        if (stage != Drawing.Stage.SUCCEED) {
            return;
        }
        OutputForm output = drawing.form().output();
        for (String path : drawing.paths()) {
            ObjectNode image = images.addObject()
                    .put("image_url", urls.presign("GET", host, path, LINK_LIFETIME, "GetObject"))
                    .put("image_url_ttl", Long.toString(LINK_LIFETIME.toSeconds()))
                    .put("image_type", output.kind().extension());
            if (output.detection()) {
                image.putObject("nsfw_detection_result").put("valid", false).put("confidence", 0);
            }
        }
    }

    private int progress(Drawing.Stage stage, Duration elapsed) {
        return switch (stage) {
            case QUEUED, CANCELED -> 0;
            case PROCESSING -> (int) Math.min(99, 100 * elapsed.toMillis() / Math.max(1, whole.toMillis()));
            case SUCCEED, FAILED -> 100;
        };
    }
}
