package io.github.novitagateway.redis;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.guard.Require;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in Redis. All of one account begin alike and lie in one slot of a cluster; those of another begin otherwise.
 *
 * @param prefix with a fingerprint in it of the API key, from which the key cannot be found again, or of a word for the
 *     account
 */
record Keys(String prefix) {

    private static final String OF_A_KEY = "novita-gateway keys in Redis: ";
    private static final String OF_AN_ACCOUNT = "novita-gateway account in Redis: ";
    private static final int FINGERPRINT_BYTES = 16;

    static Keys of(ApiKey apiKey) {
        return ofFingerprint(OF_A_KEY + apiKey.value());
    }

    static Keys ofAccount(String account) {
        return ofFingerprint(OF_AN_ACCOUNT + Require.label("account", account));
    }

    private static Keys ofFingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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
