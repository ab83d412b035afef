package io.github.novitagateway.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a request: reads each field with its documented range, then refuses all that was not asked for.
 */
final class Fields {
    private final JsonNode object;
    private final String name;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String name) {
        this.object = object;
        this.name = name;
    }

    /**
     * Reads an object.
     *
     * @param node what should be an object
     * @param name how messages call it, such as {@code Txt2ImgRequest}
     * @param reader takes the fields it knows
     */
    static <T> T read(JsonNode node, String name, Function<Fields, T> reader) {
        if (!node.isObject()) {
            throw ApiErrors.malformed("invalid " + name + ": value must be an object but was " + kind(node));
        }
        Fields fields = new Fields(node, name);
        T value = reader.apply(fields);
        for (String field : node.propertyNames()) {
            if (!fields.known.contains(field)) {
                throw ApiErrors.malformed("invalid " + name + ": unknown field \"" + Json.excerpt(field) + "\"");
            }
        }
        return value;
    }

    /** The name of a field in messages: {@code Txt2ImgRequest.ImageNum} for {@code image_num}. */
    String path(String field) {
        StringBuilder path = new StringBuilder(name).append('.');
        for (String word : field.split("_", -1)) {
            if (!word.isEmpty()) {
                path.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return path.toString();
    }

    /** The field as it is; null when it is absent or an explicit {@code null}. */
    @Nullable
    JsonNode raw(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    String text(String field, int shortest, int longest) {
        return required(field, optionalText(field, shortest, longest));
    }

    @Nullable
    String optionalText(String field, int shortest, int longest) {
        JsonNode value = raw(field);
        if (value == null) {
            return null;
        }
        String text = typed(field, value, value.isString(), "a string").stringValue();
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw invalid(
                    field,
                    longest == Integer.MAX_VALUE
                            ? "value length must be at least " + shortest + " runes but was " + length
                            : "value length must be between " + shortest + " and " + longest
                                    + " runes, inclusive, but was " + length);
        }
        return text;
    }

    long integer(String field, long least, long most) {
        return required(field, optionalInteger(field, least, most));
    }

    @Nullable
    Long optionalInteger(String field, long least, long most) {
        JsonNode value = raw(field);
        if (value == null) {
            return null;
        }
        typed(field, value, value.isIntegralNumber(), "an integer");
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw invalid(
                    field,
                    most == Long.MAX_VALUE
                            ? "value must be greater than or equal to " + least + " but was " + shown(value)
                            : "value must be inside range [" + least + ", " + most + "] but was " + shown(value));
        }
        return value.longValue();
    }

    double number(String field, double least, double most) {
        return required(field, optionalNumber(field, least, most));
    }

    @Nullable
    Double optionalNumber(String field, double least, double most) {
        BigDecimal number = optionalDecimal(field);
        if (number == null) {
            return null;
        }
        BigDecimal lower = BigDecimal.valueOf(least);
        BigDecimal upper = BigDecimal.valueOf(most);
        if (number.compareTo(lower) < 0 || number.compareTo(upper) > 0) {
            String range = lower.stripTrailingZeros().toPlainString() + ", "
                    + upper.stripTrailingZeros().toPlainString();
            throw invalid(
                    field, "value must be inside range [" + range + "] but was " + Json.excerpt(number.toString()));
        }
        return number.doubleValue();
    }

    void checkPositive(String field) {
        BigDecimal number = optionalDecimal(field);
        if (number != null && number.signum() <= 0) {
            throw invalid(field, "value must be greater than 0 but was " + Json.excerpt(number.toString()));
        }
    }

    private @Nullable BigDecimal optionalDecimal(String field) {
        JsonNode value = raw(field);
        return value == null
                ? null
                : typed(field, value, value.isNumber(), "a number").decimalValue();
    }

    boolean flag(String field) {
        JsonNode value = raw(field);
        return value != null
                && typed(field, value, value.isBoolean(), "a boolean").booleanValue();
    }

    String oneOf(String field, Collection<String> allowed) {
        return required(field, optionalOneOf(field, allowed));
    }

    @Nullable
    String optionalOneOf(String field, Collection<String> allowed) {
        String text = optionalText(field, 0, Integer.MAX_VALUE);
        if (text != null && !allowed.contains(text)) {
            throw invalid(field, "value must be in list " + allowed + " but was \"" + Json.excerpt(text) + "\"");
        }
        return text;
    }

    <T> @Nullable T object(String field, Function<Fields, T> reader) {
        JsonNode value = raw(field);
        return value == null ? null : read(value, path(field), reader);
    }

    /** An object whose fields have any names and text values; absent is empty. */
    Map<String, String> texts(String field) {
        JsonNode value = raw(field);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            typed(field, value, value.isObject(), "an object").properties().forEach(text -> {
                JsonNode content = text.getValue();
                texts.put(
                        text.getKey(),
                        typed(field, content, content.isString(), "text").stringValue());
            });
        }
        return texts;
    }

    /** A list of objects; absent is empty. */
    <T> List<T> list(String field, int fewest, int most, Function<Fields, T> reader) {
        JsonNode value = raw(field);
        if (value != null) {
            typed(field, value, value.isArray(), "an array");
        }
        int size = value == null ? 0 : value.size();
        if (size < fewest || size > most) {
            throw invalid(
                    field,
                    "value must contain between " + fewest + " and " + most + " items, inclusive, but had " + size);
        }
        List<T> items = new ArrayList<>(size);
        for (int i = 0; value != null && i < size; i++) {
            items.add(read(value.get(i), path(field) + "[" + i + "]", reader));
        }
        return items;
    }

    Refusal invalid(String field, String message) {
        return ApiErrors.outOfRange("invalid " + path(field) + ": " + message);
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field, "value is required");
        }
        return value;
    }

    private JsonNode typed(String field, JsonNode value, boolean right, String type) {
        if (!right) {
            throw ApiErrors.malformed("invalid " + path(field) + ": value must be " + type + " but was " + kind(value));
        }
        return value;
    }

    private static String shown(JsonNode number) {
        return Json.excerpt(number.asString());
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "the string \"" + Json.excerpt(node.stringValue()) + "\"";
            default -> Json.excerpt(node.toString());
        };
    }
}
