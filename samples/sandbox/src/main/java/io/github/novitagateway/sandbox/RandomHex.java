package io.github.novitagateway.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids and secrets that nobody can guess. */
final class RandomHex {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomHex() {}

    /** So many random bytes, in lower case. */
    static String of(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
