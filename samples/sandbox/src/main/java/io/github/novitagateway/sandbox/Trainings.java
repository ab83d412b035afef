package io.github.novitagateway.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The trainings of the account. */
final class Trainings {
    private static final String TASK_ID = "task_id";
    private static final String TASK_TYPE = "task_type";

    private final List<Training> trainings = new ArrayList<>();
    private final Assets assets;
    private final Till till;
    private final ScaledClock clock;
    private final TrainingScript script;
    private final Scheduler studio;

    Trainings(Assets assets, Till till, ScaledClock clock, TrainingScript script, Scheduler studio) {
        this.assets = assets;
        this.till = till;
        this.clock = clock;
        this.script = script;
        this.studio = studio;
    }

    Reply submit(TrainingKind kind, JsonNode body, Fate fate) {
        TrainingForm form = TrainingForm.read(kind, body);
        List<byte[]> pictures = pictures(form);
        return Reply.ok(Json.object().put(TASK_ID, start(form, pictures, fate)));
    }

    Reply status(TrainingKind kind, Exchange exchange) {
        String id = Query.of(exchange, Set.of(TASK_ID)).requiredText(TASK_ID);
        Training training = newestFirst().stream()
                .filter(t -> t.kind() == kind && t.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiErrors.taskNotFound(id));
        TrainingScript.Moment moment = moment(training);
        double secondsLeft = clock.onTheWall(moment.left()).toMillis() / 1000.0;
        return Reply.ok(training.status(moment, secondsLeft));
    }

    Reply list(Exchange exchange) {
        Query query = Query.of(exchange, Set.of(Page.LIMIT, Page.CURSOR, TASK_TYPE));
        Page page = Page.of(query);
        String type = query.oneOf(TASK_TYPE, TrainingKind.WORDS);
        List<Training> rows = page.of(newestFirst().stream()
                .filter(t -> type == null || t.kind().word().equals(type))
                .toList());
        ObjectNode body = Json.object();
        var tasks = body.putArray("tasks");
        rows.forEach(training -> tasks.add(training.row(moment(training))));
        page.writeNextCursor(body, rows);
        return Reply.ok(body);
    }

    /** The training whose model has this name, with or without suffix; null when there is none yet. */
    @Nullable
    Training ofModel(String name) {
        String bare = Model.withoutSuffix(name);
        return newestFirst().stream()
                .filter(t -> t.modelName().equals(bare) && moment(t).modelStatus() != null)
                .findFirst()
                .orElse(null);
    }

    synchronized List<Training> newestFirst() {
        List<Training> copy = new ArrayList<>(trainings);
        Collections.reverse(copy);
        return copy;
    }

    TrainingScript.Moment moment(Training training) {
        return script.at(clock.since(training.createdAt()), training.fate());
    }

    private List<byte[]> pictures(TrainingForm form) {
        List<byte[]> pictures = new ArrayList<>();
        for (String id : form.assetIds()) {
            byte[] content = assets.content(id);
            if (content == null) {
                throw ApiErrors.outOfRange("invalid " + form.kind().requestName() + ".ImageDatasetItems["
                        + pictures.size() + "].AssetsId: no image was uploaded as \"" + Json.excerpt(id) + "\"");
            }
            if (!assets.isTrueToItsKind(id)) {
                throw ApiErrors.badRequest(
                        "INVALID_IMAGE_FORMAT", "the content of asset " + id + " is not what its extension says");
            }
            pictures.add(content);
        }
        return pictures;
    }

    private synchronized String start(TrainingForm form, List<byte[]> pictures, Fate fate) {
        if (trainings.stream().anyMatch(t -> t.name().equals(form.name()))) {
            throw ApiErrors.badRequest("TASK_NAME_EXISTED", "a task named \"" + form.name() + "\" exists already");
        }
        String id = TaskIds.next();
        Instant now = clock.now();
        till.payTraining(form.kind(), id, form.name(), now);
        Training training = new Training(id, form, now, pictures, fate);
        trainings.add(training);
        studio.schedule(training.style()::palette);
        return id;
    }
}
