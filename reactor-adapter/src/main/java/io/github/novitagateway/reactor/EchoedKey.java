package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.novitagateway.config.ApiKey;
import java.util.Arrays;

/** The key, where an answer echoes it. A word that is too short for a key stands in answers by chance, and stays. */
final class EchoedKey {

    private static final int SHORTEST = 8;

    private final String key;
    private final byte[] bytes;

    EchoedKey(ApiKey key) {
        this.key = key.value();
        this.bytes = this.key.getBytes(ISO_8859_1);
    }

    String cutOutOf(String text) {
        return key.length() < SHORTEST ? text : text.replace(key, "[hidden]");
    }

    byte[] cutOutOf(byte[] body) {
        return echoes(body) ? cutOutOf(new String(body, ISO_8859_1)).getBytes(ISO_8859_1) : body;
    }

    private boolean echoes(byte[] body) {
        for (int at = 0; at <= body.length - bytes.length; at++) {
            if (body[at] == bytes[0] && Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length)) {
                return true;
            }
        }
        return false;
    }
}
