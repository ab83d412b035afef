package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.Painter;
import io.github.novitagateway.sandbox.painting.Palette;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/** The drawing tasks of the account: takes them, has them painted and tells how they go. */
final class Drawings {
    private static final String TASK_ID = "task_id";

    private final Map<String, Drawing> drawings = new ConcurrentHashMap<>();
    private final Loras loras;
    private final Till till;
    private final Gallery gallery;
    private final DrawingReport report;
    private final ScaledClock clock;
    private final Scheduler studio;

    Drawings(Loras loras, Till till, Gallery gallery, DrawingReport report, ScaledClock clock, Scheduler studio) {
        this.loras = loras;
        this.till = till;
        this.gallery = gallery;
        this.report = report;
        this.clock = clock;
        this.studio = studio;
    }

    Reply submit(DrawingKind kind, JsonNode body, Fate fate) {
        DrawingForm form = DrawingForm.read(kind, body);
        Supplier<Palette> palette = loras.palette(form.loras());
        String id = UUID.randomUUID().toString();
        Instant now = clock.now();
        till.payImages(
                kind, id, form.prompt(), now, form.images(), form.output().detection());
        Drawing drawing = new Drawing(id, form, now, fate);
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
        return Reply.ok(report.of(drawing, exchange.ownHost()));
    }

    private void paint(Drawing drawing, Supplier<Palette> palette) {
        DrawingForm form = drawing.form();
        List<String> paths = drawing.paths();
        for (int i = 0; i < paths.size(); i++) {
            byte[] picture = Painter.paint(form.commission(drawing.seed() + i), palette.get());
            gallery.add(paths.get(i), new Gallery.Picture(form.output().mediaType(), picture));
        }
    }
}
