package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.Painter;
import io.github.novitagateway.sandbox.painting.Palette;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The drawing tasks of the account: takes them, has them painted and tells how they go. */
final class Drawings {
    private static final String TASK_ID = "task_id";
    private static final Duration LINK_LIFETIME = Duration.ofHours(1);
    private static final int QUEUE_PART = 4;

    private final Map<String, Drawing> drawings = new ConcurrentHashMap<>();
    private final Loras loras;
    private final Till till;
    private final Gallery gallery;
    private final SignedUrls urls;
    private final ScaledClock clock;
    private final Duration drawingTime;
    private final Scheduler studio;

    Drawings(
            Loras loras,
            Till till,
            Gallery gallery,
            SignedUrls urls,
            ScaledClock clock,
            Duration drawingTime,
            Scheduler studio) {
        this.loras = loras;
        this.till = till;
        this.gallery = gallery;
        this.urls = urls;
        this.clock = clock;
        this.drawingTime = drawingTime;
        this.studio = studio;
    }

    Reply submit(DrawingKind kind, JsonNode body) {
        DrawingForm form = DrawingForm.read(kind, body);
        Supplier<Palette> palette = loras.palette(form.loras());
        String id = UUID.randomUUID().toString();
        Instant now = clock.now();
        till.payImages(
                kind, id, form.prompt(), now, form.images(), form.output().detection());
        long seed = form.seed() >= 0 ? form.seed() : ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
        Drawing drawing = new Drawing(id, form, seed, now);
        drawings.put(id, drawing);
        Mono.fromRunnable(() -> paint(drawing, palette))
                .subscribeOn(studio)
                .subscribe(
                        nothing -> {},
                        failure -> drawing.markFailed("the sandbox could not paint it: " + failure.getMessage()),
                        drawing::markPainted);
        return Reply.ok(Json.object().put(TASK_ID, id));
    }

    Reply result(Exchange exchange) {
        String id = Query.of(exchange, Set.of(TASK_ID)).requiredText(TASK_ID);
        Drawing drawing = drawings.get(id);
        if (drawing == null) {
            throw ApiErrors.taskNotFound(id);
        }
        Duration elapsed = clock.since(drawing.submittedAt());
        Drawing.Stage stage = drawing.stage(elapsed, drawingTime.dividedBy(QUEUE_PART), drawingTime);
        ObjectNode body = Json.object();
        writeExtra(body.putObject("extra"), drawing, stage);
        drawing.writeTask(body.putObject("task"), stage, secondsLeft(elapsed), progress(stage, elapsed));
        writeImages(body, drawing, stage, exchange.ownHost());
        body.putArray("videos");
        body.putArray("audios");
        return Reply.ok(body);
    }

    private void paint(Drawing drawing, Supplier<Palette> palette) {
        DrawingForm form = drawing.form();
        List<String> paths = drawing.paths();
        for (int i = 0; i < paths.size(); i++) {
            byte[] picture = Painter.paint(form.commission(drawing.seed() + i), palette.get());
            gallery.add(paths.get(i), new Gallery.Picture(form.output().mediaType(), picture));
        }
    }

    private void writeExtra(ObjectNode extra, Drawing drawing, Drawing.Stage stage) {
        boolean started = stage != Drawing.Stage.QUEUED;
        boolean done = stage == Drawing.Stage.SUCCEED;
        Instant submitted = drawing.submittedAt();
        Duration queue = clock.onTheWall(drawingTime.dividedBy(QUEUE_PART));
        Duration whole = clock.onTheWall(drawingTime);
        extra.put("seed", done ? Long.toString(drawing.seed()) : "")
                .put("enable_nsfw_detection", drawing.form().output().detection())
                .putObject("debug_info")
                .put("request_info", "")
                .put("submit_time_ms", Long.toString(submitted.toEpochMilli()))
                .put(
                        "execute_time_ms",
                        started ? Long.toString(submitted.plus(queue).toEpochMilli()) : "")
                .put(
                        "complete_time_ms",
                        done ? Long.toString(submitted.plus(whole).toEpochMilli()) : "");
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

    private double secondsLeft(Duration elapsed) {
        Duration left = drawingTime.minus(elapsed);
        return left.isNegative() ? 0 : clock.onTheWall(left).toMillis() / 1000.0;
    }

    private int progress(Drawing.Stage stage, Duration elapsed) {
        return switch (stage) {
            case QUEUED -> 0;
            case PROCESSING -> (int) Math.min(99, 100 * elapsed.toMillis() / Math.max(1, drawingTime.toMillis()));
            case SUCCEED, FAILED -> 100;
        };
    }
}
