package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in Redis of the jobs of one API key: beside those of its journal, in one slot of a cluster.
 *
 * @param prefix with a fingerprint of the API key in it, from which the key cannot be found again
 */
record JobKeys(String prefix) {
    private static final String DOMAIN = "novita-gateway keys in Redis: ";
    private static final int FINGERPRINT_BYTES = 16;

    static JobKeys of(ApiKey apiKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((DOMAIN + apiKey.value()).getBytes(StandardCharsets.UTF_8));
            return new JobKeys("novita:{" + HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES) + "}:jobs");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    /** The stream of what is to be done. */
    String jobs() {
        return prefix;
    }

    /** The stream of what has failed for good, with the reason. */
    String dead() {
        return prefix + ":dead";
    }

    /** The stream of what happened to all jobs. */
    String feed() {
        return prefix + ":feed";
    }

    /** The hash of what is known of a job. */
    String job(String id) {
        return prefix + ":job:" + id;
    }
}
