package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The golden request bodies of the wire reference. */
final class Golden {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Golden() {}

    static ObjectNode body(String name) {
        try (InputStream input = Golden.class.getResourceAsStream("/novita-api-examples/" + name + ".json")) {
            assertThat(input).as(name).isNotNull();
            return (ObjectNode) MAPPER.readTree(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path and query that a golden GET describes. */
    static String target(String name) {
        JsonNode get = body(name);
        return get.get("path").stringValue() + "?"
                + get.get("query").properties().stream()
                        .map(p -> p.getKey() + "=" + p.getValue().stringValue())
                        .collect(Collectors.joining("&"));
    }

    /** A golden style training for these assets; each keeps the caption of the golden body's first one. */
    static ObjectNode training(String variant, String name, String... assetIds) {
        return training("style", variant, name, assetIds);
    }

    /** A golden subject training for these assets; each keeps the caption of the golden body's first one. */
    static ObjectNode subject(String variant, String name, String... assetIds) {
        return training("subject", variant, name, assetIds);
    }

    private static ObjectNode training(String kind, String variant, String name, String... assetIds) {
        ObjectNode body = body("training-" + kind + "." + variant);
        body.put("name", name);
        ObjectNode first = (ObjectNode) body.get("image_dataset_items").get(0);
        ArrayNode items = body.putArray("image_dataset_items");
        for (String id : assetIds) {
            items.add(first.deepCopy().put("assets_id", id));
        }
        return body;
    }

    static ObjectNode drawing(String variant) {
        return body("txt2img." + variant + ".request");
    }

    /** The {@code request} part of a drawing body, to be changed in place. */
    static ObjectNode request(ObjectNode drawing) {
        return (ObjectNode) drawing.get("request");
    }
}
