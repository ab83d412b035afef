package io.github.novitagateway.reactor;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Numbers, texts and truth values of answers: read from any JSON scalar that says one. Whatever says none counts as
 * absent, so that one odd value never costs the whole answer.
 */
final class LenientScalars {

    private LenientScalars() {}

    static SimpleModule module() {
        return new SimpleModule("lenient-scalars")
                .addDeserializer(Double.class, new Scalar<>(Double.class, LenientScalars::number))
                .addDeserializer(String.class, new Scalar<>(String.class, text -> text))
                .addDeserializer(Boolean.class, new Scalar<>(Boolean.class, LenientScalars::truth));
    }

    private static @Nullable Double number(String text) {
        try {
            double value = Double.parseDouble(text.trim());
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text.trim()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static final class Scalar<T> extends StdDeserializer<T> {

        private final transient Function<String, @Nullable T> reading;

        Scalar(Class<T> type, Function<String, @Nullable T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken().isScalarValue()) {
                return reading.apply(parser.getString());
            }
            parser.skipChildren();
            return null;
        }
    }
}
