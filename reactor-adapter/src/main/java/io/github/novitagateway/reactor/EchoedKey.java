package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.novitagateway.config.ApiKey;

/** The key, where an answer echoes it. A word that is too short for a key stands in answers by chance, and stays. */
final class EchoedKey {

    private static final int SHORTEST = 8;

    private final String key;

    EchoedKey(ApiKey key) {
        this.key = key.value();
    }

    String cutOutOf(String text) {
        return key.length() < SHORTEST ? text : text.replace(key, "[hidden]");
    }

    byte[] cutOutOf(byte[] body) {
        String text = new String(body, ISO_8859_1);
        String open = cutOutOf(text);
        return open.equals(text) ? body : open.getBytes(ISO_8859_1);
    }
}
