package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.novitagateway.config.ApiKey;
import java.util.Arrays;

/** The key, where an answer echoes it. A word that is too short for a key stands in answers by chance, and stays. */
final class EchoedKey {

    private static final int SHORTEST = 8;

    private final String key;
    private final byte[] bytes;

    /** How far the search may go on past a byte that the key does not end in there: Horspool's algorithm. */
    private final int[] skips = new int[256];

    EchoedKey(ApiKey key) {
        this.key = key.value();
        this.bytes = this.key.getBytes(ISO_8859_1);
        Arrays.fill(skips, bytes.length);
        for (int at = 0; at < bytes.length - 1; at++) {
            skips[bytes[at] & 0xff] = bytes.length - 1 - at;
        }
    }

    String cutOutOf(String text) {
        return key.length() < SHORTEST ? text : text.replace(key, "[hidden]");
    }

    byte[] cutOutOf(byte[] body) {
        return echoes(body) ? cutOutOf(new String(body, ISO_8859_1)).getBytes(ISO_8859_1) : body;
    }

    private boolean echoes(byte[] body) {
        int end = bytes.length;
        while (end <= body.length && !endsAt(end, body)) {
            end += skips[body[end - 1] & 0xff];
        }
        return end <= body.length;
    }

    /** Its last byte tells nearly always. */
    private boolean endsAt(int end, byte[] body) {
        return body[end - 1] == bytes[bytes.length - 1]
                && Arrays.equals(body, end - bytes.length, end, bytes, 0, bytes.length);
    }
}
