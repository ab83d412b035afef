package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Asset ids come as JSON numbers or strings and go back in the type in which they came. */
final class AssetIdJson {

    private AssetIdJson() {}

    static SimpleModule module() {
        return new SimpleModule("asset-id")
                .addSerializer(AssetId.class, new Writer())
                .addDeserializer(AssetId.class, new Reader());
    }

    private static final class Writer extends StdSerializer<AssetId> {

        Writer() {
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

    private static final class Reader extends StdDeserializer<AssetId> {

        Reader() {
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
}
