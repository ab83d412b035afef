package io.github.novitagateway.sandbox;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code expert_setting} of a training: nothing of it makes a difference here, but each value has its range. */
final class ExpertSettingForm {
    private static final List<String> SCHEDULERS =
            List.of("constant", "linear", "cosine", "cosine_with_restarts", "polynomial", "constant_with_warmup");
    private static final List<String> LEARNING_RATES = List.of("1e-4", "1e-5", "1e-6", "2e-4", "5e-5");
    private static final List<String> CLASS_PROMPTS = List.of("person");
    private static final List<String> RANKS =
            List.of("lora_r", "lora_alpha", "lora_text_encoder_r", "lora_text_encoder_alpha");

    private ExpertSettingForm() {}

    /** A subject is nothing without its prompts, so only a style may leave the whole part out. */
    static void check(Fields training, TrainingKind kind) {
        Boolean given = training.object("expert_setting", setting -> check(kind, setting));
        if (given == null && kind == TrainingKind.SUBJECT) {
            throw training.invalid("expert_setting", "value is required");
        }
    }

    /** A style takes the subject's settings too: the official SDK and the documented example send them. */
    private static Boolean check(TrainingKind kind, Fields fields) {
        fields.optionalInteger("train_batch_size", 1, 4);
        checkLearningRate(fields);
        fields.optionalInteger("max_train_steps", 1, Long.MAX_VALUE);
        fields.optionalInteger("seed", 1, Long.MAX_VALUE);
        fields.optionalOneOf("lr_scheduler", SCHEDULERS);
        fields.optionalInteger("lr_warmup_steps", 0, Long.MAX_VALUE);
        fields.flag("with_prior_preservation");
        fields.checkPositive("prior_loss_weight");
        RANKS.forEach(rank -> fields.optionalInteger(rank, 4, 128));
        if (kind == TrainingKind.SUBJECT) {
            fields.text("instance_prompt", 1, Integer.MAX_VALUE);
            fields.oneOf("class_prompt", CLASS_PROMPTS);
            fields.flag("train_text_encoder");
        } else {
            fields.optionalText("instance_prompt", 0, Integer.MAX_VALUE);
            fields.optionalOneOf("class_prompt", CLASS_PROMPTS);
        }
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
}
