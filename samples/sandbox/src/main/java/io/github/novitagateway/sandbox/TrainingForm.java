package io.github.novitagateway.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A style training as it was asked for; reading one checks every documented rule that needs no state. */
record TrainingForm(String name, String baseModel, List<String> assetIds) {
    private static final int MOST_IMAGES = 50;
    private static final int LONGEST_CAPTION = 1024;
    private static final List<String> SCHEDULERS =
            List.of("constant", "linear", "cosine", "cosine_with_restarts", "polynomial", "constant_with_warmup");
    private static final List<String> LEARNING_RATES = List.of("1e-4", "1e-5", "1e-6", "2e-4", "5e-5");
    private static final List<String> COMPONENTS = List.of("face_crop_region", "resize", "face_restore");
    private static final List<String> RANKS =
            List.of("lora_r", "lora_alpha", "lora_text_encoder_r", "lora_text_encoder_alpha");
    private static final Pattern WHOLE = Pattern.compile("0*[1-9]\\d{0,4}");
    private static final Pattern POSITIVE = Pattern.compile("(?=.*[1-9])\\d{1,4}(\\.\\d{1,4})?");

    static TrainingForm read(JsonNode body) {
        return Fields.read(body, "CreateStyleTrainingRequest", TrainingForm::read);
    }

    private static TrainingForm read(Fields fields) {
        String name = fields.text("name", 1, Integer.MAX_VALUE);
        String baseModel = fields.text("base_model", 1, Integer.MAX_VALUE);
        if (!BaseModels.FAMILIES.containsKey(baseModel)) {
            throw ApiErrors.badRequest(
                    "BASE_MODEL_NOT_ALLOWD",
                    "base_model must be one of " + BaseModels.FAMILIES.keySet() + " but was \""
                            + Json.excerpt(baseModel) + "\"");
        }
        fields.integer("width", 1, Integer.MAX_VALUE);
        fields.integer("height", 1, Integer.MAX_VALUE);
        List<String> assetIds = fields.list("image_dataset_items", 1, MOST_IMAGES, TrainingForm::datasetItem);
        fields.object("expert_setting", TrainingForm::checkExpertSetting);
        fields.list("components", 0, Integer.MAX_VALUE, TrainingForm::checkComponent);
        return new TrainingForm(name, baseModel, assetIds);
    }

    private static String datasetItem(Fields item) {
        JsonNode id = item.raw("assets_id");
        if (id == null) {
            throw item.invalid("assets_id", "value is required");
        }
        if (!id.isString() && !id.isIntegralNumber()) {
            throw ApiErrors.malformed("invalid " + item.path("assets_id") + ": value must be a string or an integer");
        }
        JsonNode caption = item.raw("caption");
        if (caption == null || (caption.isString() && caption.stringValue().isBlank())) {
            throw ApiErrors.badRequest("EMPTY_IMAGE_CAPTION", item.path("caption") + " must not be empty");
        }
        item.text("caption", 1, LONGEST_CAPTION);
        return id.asString();
    }

    /** Takes the subject's settings too: the official SDK and the documented example send them with styles. */
    private static Boolean checkExpertSetting(Fields fields) {
        fields.optionalInteger("train_batch_size", 1, 4);
        checkLearningRate(fields);
        fields.optionalInteger("max_train_steps", 1, Long.MAX_VALUE);
        fields.optionalInteger("seed", 1, Long.MAX_VALUE);
        fields.optionalOneOf("lr_scheduler", SCHEDULERS);
        fields.optionalInteger("lr_warmup_steps", 0, Long.MAX_VALUE);
        fields.optionalText("instance_prompt", 0, Integer.MAX_VALUE);
        fields.optionalOneOf("class_prompt", List.of("person"));
        fields.flag("with_prior_preservation");
        fields.checkPositive("prior_loss_weight");
        RANKS.forEach(rank -> fields.optionalInteger(rank, 4, 128));
        return true;
    }

    /** A number by the documentation, a string by the official SDK. */
    private static void checkLearningRate(Fields fields) {
        JsonNode rate = fields.raw("learning_rate");
        if (rate == null) {
            return;
        }
        if (!rate.isNumber() && !rate.isString()) {
            throw ApiErrors.malformed("invalid " + fields.path("learning_rate") + ": value must be a number");
        }
        BigDecimal value = decimal(rate.asString());
        if (value == null || LEARNING_RATES.stream().noneMatch(known -> new BigDecimal(known).compareTo(value) == 0)) {
            throw fields.invalid(
                    "learning_rate",
                    "value must be in list " + LEARNING_RATES + " but was " + Json.excerpt(rate.asString()));
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Boolean checkComponent(Fields component) {
        String name = component.oneOf("name", COMPONENTS);
        component.list("args", 0, Integer.MAX_VALUE, argument -> checkArgument(name, argument));
        return true;
    }

    private static Boolean checkArgument(String component, Fields argument) {
        Set<String> names = argumentNames(component);
        String name = argument.oneOf("name", names);
        String value = argument.text("value", 1, Integer.MAX_VALUE);
        Predicate<String> rule = rule(name);
        if (!rule.test(value)) {
            throw argument.invalid("value", "value of " + name + " is out of range: \"" + Json.excerpt(value) + "\"");
        }
        return true;
    }

    private static Set<String> argumentNames(String component) {
        return switch (component) {
            case "resize" -> Set.of("width", "height");
            case "face_crop_region" -> Set.of("ratio");
            default -> Set.of("method", "upscale");
        };
    }

    private static Predicate<String> rule(String argument) {
        return switch (argument) {
            case "width", "height" -> WHOLE.asMatchPredicate();
            case "ratio", "upscale" -> POSITIVE.asMatchPredicate();
            default -> value -> !value.isBlank();
        };
    }
}
