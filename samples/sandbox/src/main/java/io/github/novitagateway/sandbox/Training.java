package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.LearnedStyle;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A training that was accepted, with the pictures as they were then. */
final class Training {
    private final String id;
    private final TrainingForm form;
    private final Instant createdAt;
    private final String modelName;
    private final LearnedStyle style;
    private final Fate fate;

    Training(String id, TrainingForm form, Instant createdAt, List<byte[]> pictures, Fate fate) {
        this.id = id;
        this.form = form;
        this.createdAt = createdAt;
        this.modelName =
                "model_" + createdAt.getEpochSecond() + "_" + RandomHex.of(5).toUpperCase(Locale.ROOT);
        this.style = new LearnedStyle(pictures);
        this.fate = fate;
    }

    String id() {
        return id;
    }

    TrainingKind kind() {
        return form.kind();
    }

    String name() {
        return form.name();
    }

    String baseModel() {
        return form.baseModel();
    }

    Instant createdAt() {
        return createdAt;
    }

    Fate fate() {
        return fate;
    }

    /** The model's name without its suffix. */
    String modelName() {
        return modelName;
    }

    LearnedStyle style() {
        return style;
    }

    /** The answer to the question how this training goes. */
    ObjectNode status(TrainingScript.Moment moment, double secondsLeft) {
        ObjectNode body = Json.object()
                .put("task_id", id)
                .put("task_status", moment.status())
                .put("model_type", moment.underWay() || moment.modelStatus() != null ? "lora" : "");
        writeModels(body, moment);
        if (moment.underWay()) {
            body.putObject("extra").put("eta_relative", secondsLeft).put("progress_percent", moment.progress());
        }
        return body;
    }

    /** The row of this training in a list. */
    ObjectNode row(TrainingScript.Moment moment) {
        ObjectNode row = Json.object()
                .put("task_name", name())
                .put("task_id", id)
                .put("task_type", kind().word())
                .put("task_status", moment.status())
                .put("created_at", createdAt.getEpochSecond());
        writeModels(row, moment);
        return row;
    }

    private void writeModels(ObjectNode body, TrainingScript.Moment moment) {
        var models = body.putArray("models");
        if (moment.modelStatus() != null) {
            models.addObject().put("model_name", modelName + Model.SUFFIX).put("model_status", moment.modelStatus());
        }
    }
}
