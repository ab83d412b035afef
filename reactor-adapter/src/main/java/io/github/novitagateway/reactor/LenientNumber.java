package io.github.novitagateway.reactor;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a number from a JSON number or a numeric text; anything else, {@code ""} above all, counts as absent. */
final class LenientNumber extends StdDeserializer<Double> {

    LenientNumber() {
        super(Double.class);
    }

    @Override
    public @Nullable Double deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
            return finite(parser.getDoubleValue());
        }
        if (token == JsonToken.VALUE_STRING) {
            return parse(parser.getString().trim());
        }
        parser.skipChildren();
        return null;
    }

    private static @Nullable Double parse(String text) {
        try {
            return finite(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
