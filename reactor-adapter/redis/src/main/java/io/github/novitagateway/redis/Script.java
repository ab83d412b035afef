package io.github.novitagateway.redis;

import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;

/**
 * What Redis does in one step.
 *
 * @param text in Lua; answers with an array
 * @param digest by which Redis knows the text once it has seen it
 */
record Script(String text, String digest) {

    static Script of(String... parts) {
        String text = String.join("\n", parts);
        return new Script(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
