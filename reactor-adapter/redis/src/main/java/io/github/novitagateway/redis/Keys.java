package io.github.novitagateway.redis;

import io.github.novitagateway.config.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in Redis. All of one API key begin alike and lie in one slot of a cluster; those of another begin otherwise.
 *
 * @param prefix with a fingerprint of the API key in it, from which the key cannot be found again
 */
record Keys(String prefix) {

    private static final String DOMAIN = "novita-gateway keys in Redis: ";
    private static final int FINGERPRINT_BYTES = 16;

    static Keys of(ApiKey apiKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((DOMAIN + apiKey.value()).getBytes(StandardCharsets.UTF_8));
            return new Keys("novita:{" + HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES) + "}:");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    String of(String name) {
        return prefix + name;
    }

    String of(String kind, Object name) {
        return prefix + kind + ":" + name;
    }
}
