package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.reactor.Replies.Unshown;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Single values on the wire. Numbers, texts and truth values of answers are read from any JSON scalar that says one;
 * whatever says none counts as absent, so that one odd value never costs the whole answer. Texts come without what they
 * quote of credentials. Asset ids go back in the JSON type in which they came. Pictures are read and written as base64.
 */
final class WireScalars {

    private WireScalars() {}

    /** What is exact: texts above all, which a journal has to give back as it took them. */
    static SimpleModule exact() {
        return new SimpleModule("novita-values")
                .addDeserializer(AssetId.class, new AssetIdReader())
                .setValueInstantiators(new RecordCreators())
                .addSerializer(AssetId.class, new AssetIdWriter())
                .addSerializer(ImageSource.class, new ImageWriter());
    }

    /** What is lenient besides, and shows no credentials, for answers. */
    static SimpleModule lenient() {
        return new SimpleModule("novita-scalars")
                .addDeserializer(Double.class, new NumberReader())
                .addDeserializer(Long.class, new Scalar<>(Long.class, WireScalars::whole))
                .addDeserializer(String.class, new Scalar<>(String.class, Redact::credentials))
                .addDeserializer(Unshown.class, new UnshownReader())
                .addDeserializer(Boolean.class, new Scalar<>(Boolean.class, WireScalars::truth));
    }

    /** Empty texts stand for numbers in many answers: a failure for each would cost more than all else in them. */
    private static @Nullable Double number(String text) {
        try {
            return text.isBlank() ? null : finite(Double.parseDouble(text.trim()));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** To the last digit, where a double has 53 bits. */
    private static @Nullable Long whole(String text) {
        try {
            return new BigDecimal(text.trim()).longValueExact();
        } catch (NumberFormatException | ArithmeticException notWhole) {
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

    private static final class NumberReader extends StdDeserializer<Double> {

        private final Scalar<Double> text = new Scalar<>(Double.class, WireScalars::number);

        NumberReader() {
            super(Double.class);
        }

        @Override
        public @Nullable Double deserialize(JsonParser parser, DeserializationContext context) {
            return parser.currentToken().isNumeric()
                    ? finite(parser.getDoubleValue())
                    : text.deserialize(parser, context);
        }
    }

    private static final class UnshownReader extends StdDeserializer<Unshown> {

        private final ValueDeserializer<? extends JsonNode> trees =
                JsonNodeDeserializer.getDeserializer(JsonNode.class);

        UnshownReader() {
            super(Unshown.class);
        }

        @Override
        public Unshown deserialize(JsonParser parser, DeserializationContext context) {
            return new Unshown(trees.deserialize(parser, context));
        }
    }

    private static final class AssetIdReader extends StdDeserializer<AssetId> {

        AssetIdReader() {
            super(AssetId.class);
        }

        @Override
        public AssetId deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> new AssetId(parser.getString(), true);
                case VALUE_STRING -> AssetId.of(parser.getString());
                default -> (AssetId) context.handleUnexpectedToken(AssetId.class, parser);
            };
        }
    }

    private static final class AssetIdWriter extends StdSerializer<AssetId> {

        AssetIdWriter() {
            super(AssetId.class);
        }

        @Override
        public void serialize(AssetId id, JsonGenerator json, SerializationContext context) {
            if (id.numeric()) {
                json.writeNumber(id.value());
            } else {
                json.writeString(id.value());
            }
        }
    }

    /** Reads the picture at the moment it is written: one at a time is in memory beside the JSON. Blocks on files. */
    private static final class ImageWriter extends StdSerializer<ImageSource> {

        ImageWriter() {
            super(ImageSource.class);
        }

        @Override
        public void serialize(ImageSource image, JsonGenerator json, SerializationContext context) {
            json.writeBinary(InputPicture.read(image));
        }
    }
}
