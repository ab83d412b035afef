package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** The call for a slot, by hand: as much of it as an upload needs. */
final class SlotAnswer {

    private static final String QUESTION = "{\"file_extension\":\"png\"}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SlotAnswer() {}

    static byte[] question() {
        return QUESTION.getBytes(UTF_8);
    }

    /** Where to put the picture. */
    static URI url(byte[] answer) {
        return URI.create(JSON.readTree(answer).get("upload_url").asString());
    }
}
