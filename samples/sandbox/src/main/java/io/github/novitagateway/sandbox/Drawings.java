package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.Painter;
import io.github.novitagateway.sandbox.painting.Palette;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/** The drawing tasks of the account: takes them, has them painted and tells how they go. */
final class Drawings {
    private static final String TASK_ID = "task_id";

    private final Map<String, Drawing> drawings = new ConcurrentHashMap<>();
    private final Map<DrawingKind, Allowance> allowances;
    private final Loras loras;
    private final Till till;
    private final Gallery gallery;
    private final DrawingReport report;
    private final Webhooks webhooks;
    private final ScaledClock clock;
    private final Scheduler studio;

    Drawings(
            Map<DrawingKind, Allowance> allowances,
            Loras loras,
            Till till,
            Gallery gallery,
            DrawingReport report,
            Webhooks webhooks,
            ScaledClock clock,
            Scheduler studio) {
        this.allowances = Map.copyOf(allowances);
        this.loras = loras;
        this.till = till;
        this.gallery = gallery;
        this.report = report;
        this.webhooks = webhooks;
        this.clock = clock;
        this.studio = studio;
    }

    Mono<Reply> submit(DrawingKind kind, Exchange exchange, JsonNode body) {
        DrawingForm form = DrawingForm.read(kind, body);
        Supplier<Palette> palette = loras.palette(form.loras());
        Drawing drawing = new Drawing(TaskIds.next(), form, clock.now(), exchange.fate());
        Reply taken = Reply.ok(Json.object().put(TASK_ID, drawing.id()));
        WebhookForm webhook = form.output().webhook();
        if (webhook != null && webhook.rehearsal() != null) {
            return webhooks.rehearse(drawing, webhook.url(), exchange.ownHost(), webhook.rehearsal())
                    .thenReturn(taken);
        }
        start(drawing, palette);
        if (webhook != null && drawing.ends()) {
            webhooks.announce(drawing, webhook.url(), exchange.ownHost());
        }
        return Mono.just(taken);
    }

    Reply result(Exchange exchange) {
        String id = Query.of(exchange, Set.of(TASK_ID)).requiredText(TASK_ID);
        Drawing drawing = drawings.get(id);
        if (drawing == null) {
            throw ApiErrors.taskNotFound(id);
        }
        return Reply.ok(report.of(drawing, exchange.ownHost()));
    }

    private void start(Drawing drawing, Supplier<Palette> palette) {
        DrawingForm form = drawing.form();
        Objects.requireNonNull(allowances.get(form.kind())).take(form.images());
        boolean detection = form.output().detection();
        till.payImages(form.kind(), drawing.id(), form.prompt(), drawing.submittedAt(), form.images(), detection);
        drawings.put(drawing.id(), drawing);
        Mono.fromRunnable(() -> paint(drawing, palette))
                .subscribeOn(studio)
                .subscribe(
                        nothing -> {},
                        failure -> drawing.markFailed("the sandbox could not paint it: " + failure.getMessage()),
                        drawing::markPainted);
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
