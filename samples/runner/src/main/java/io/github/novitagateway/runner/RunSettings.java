package io.github.novitagateway.runner;

import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.runner.RunRecord.Training;
import io.github.novitagateway.runner.TrainingLabel.Essentials;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run was made with, and what came of it: groups of names and values, for people. */
final class RunSettings {
    private final TrainingPlan plan;
    private final Training training;
    private final Trained trained;
    private final String service;

    RunSettings(TrainingPlan plan, Training training, Trained trained, String service) {
        this.plan = plan;
        this.training = training;
        this.trained = trained;
        this.service = service;
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
        Essentials request = training.asked().request();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Name", request.name());
        values.put("Sent as", training.name());
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
        values.put("Service", service);
        return values;
    }

    private Map<String, String> model() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Task", training.paid().taskId().orElseThrow().toString());
        values.put("Model", trained.model());
        values.put("LoRA", trained.lora());
        return values;
    }

    private Map<String, String> drawings() {
        TextToImageRequest request = plan.drawing(plan.prompts().get(0), trained.lora());
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

    private static String pixels(int width, int height) {
        return width + " × " + height;
    }
}
