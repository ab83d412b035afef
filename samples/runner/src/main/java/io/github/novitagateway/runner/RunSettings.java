package io.github.novitagateway.runner;

import io.github.novitagateway.image.TextToImageRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a run was made with, and what came of it: groups of names and values, for people. */
final class RunSettings {
    private final TrainingPlan plan;
    private final RunRecord record;

    RunSettings(TrainingPlan plan, RunRecord record) {
        this.plan = plan;
        this.record = record;
    }

    Map<String, Map<String, String>> groups() {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        groups.put("Model", model());
        groups.put("Training", training());
        if (!plan.prompts().isEmpty()) {
            groups.put("Drawings", drawings());
        }
        return groups;
    }

    private Map<String, String> training() {
        RunRecord.Essentials request = record.request();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Name", request.name());
        values.put("Sent as", record.sentName());
        values.put("Base model", request.baseModel());
        values.put("Size", pixels(request.width(), request.height()));
        values.put(
                "Steps",
                request.steps() == null
                        ? "left to the service"
                        : request.steps().toString());
        if (request.instancePrompt() != null) {
            values.put("Instance prompt", request.instancePrompt());
        }
        values.put("Pictures", request.pictures().size() + ", " + Wording.size(plan.bytes()));
        values.put("Service", record.service());
        return values;
    }

    private Map<String, String> model() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Task", Objects.requireNonNull(record.task(), "task"));
        values.put("Model", Objects.requireNonNull(record.model(), "model"));
        values.put("LoRA", lora());
        return values;
    }

    private Map<String, String> drawings() {
        TextToImageRequest request = plan.drawing(plan.prompts().get(0), lora());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Checkpoint", request.modelName());
        values.put("Strength", Double.toString(LoraText.STRENGTH));
        values.put("Size", pixels(request.width(), request.height()));
        values.put("Steps", Integer.toString(request.steps()));
        values.put("Guidance", request.guidanceScale().toPlainString());
        values.put("Sampler", request.samplerName());
        values.put("Seed", request.seed() == null ? "random" : request.seed().toString());
        return values;
    }

    private String lora() {
        return Objects.requireNonNull(record.lora(), "lora");
    }

    private static String pixels(int width, int height) {
        return width + " × " + height;
    }
}
