package io.github.novitagateway.sandbox;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A training as it was asked for; reading one checks every documented rule that needs no state. */
record TrainingForm(TrainingKind kind, String name, String baseModel, List<String> assetIds) {
    private static final int MOST_IMAGES = 50;
    private static final int LONGEST_CAPTION = 1024;
    private static final List<String> COMPONENTS = List.of("face_crop_region", "resize", "face_restore");
    private static final Pattern WHOLE = Pattern.compile("0*[1-9]\\d{0,4}");
    private static final Pattern POSITIVE = Pattern.compile("(?=.*[1-9])\\d{1,4}(\\.\\d{1,4})?");

    static TrainingForm read(TrainingKind kind, JsonNode body) {
        return Fields.read(body, kind.requestName(), fields -> read(kind, fields));
    }

    private static TrainingForm read(TrainingKind kind, Fields fields) {
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
        List<String> assetIds = fields.list("image_dataset_items", 1, MOST_IMAGES, item -> datasetItem(kind, item));
        ExpertSettingForm.check(fields, kind);
        fields.list("components", 0, Integer.MAX_VALUE, TrainingForm::checkComponent);
        return new TrainingForm(kind, name, baseModel, assetIds);
    }

    private static String datasetItem(TrainingKind kind, Fields item) {
        JsonNode id = item.raw("assets_id");
        if (id == null) {
            throw item.invalid("assets_id", "value is required");
        }
        if (!id.isString() && !id.isIntegralNumber()) {
            throw ApiErrors.malformed("invalid " + item.path("assets_id") + ": value must be a string or an integer");
        }
        checkCaption(kind, item);
        return id.asString();
    }

    private static void checkCaption(TrainingKind kind, Fields item) {
        JsonNode caption = item.raw("caption");
        boolean empty =
                caption == null || (caption.isString() && caption.stringValue().isBlank());
        if (kind == TrainingKind.STYLE && empty) {
            throw ApiErrors.badRequest("EMPTY_IMAGE_CAPTION", item.path("caption") + " must not be empty");
        }
        item.optionalText("caption", 1, LONGEST_CAPTION);
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
