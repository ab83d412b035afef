package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The service's server plays the storage too: slots point at it. */
abstract class StorageTest extends ServiceTest {

    static final String SLOTS = "/v3/assets/training_dataset";

    /** The golden slot, with its host replaced by ours; all else stays byte for byte. */
    MockResponse slot(String goldenFile) {
        return slot(goldenFile, server.url("/").uri());
    }

    static MockResponse slot(String goldenFile, URI storage) {
        ObjectNode slot = (ObjectNode) Golden.json(goldenFile);
        slot.put("upload_url", storage.resolve("/") + targetOf(slot).substring(1));
        return new MockResponse.Builder().body(slot.toString()).build();
    }

    /** Path and query of a slot's address, as they stand in the text. */
    static String targetOf(JsonNode slot) {
        String url = slot.get("upload_url").stringValue();
        return url.substring(url.indexOf('/', "https://".length()));
    }

    static byte[] bytes(RecordedRequest request) {
        var body = request.getBody();
        assertThat(body).as("body").isNotNull();
        return body.toByteArray();
    }
}
