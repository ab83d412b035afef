package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.redis.RedisFleet;

/**
 * Names in Redis of the jobs of one API key: beside those of its journal, in one slot of a cluster.
 *
 * @param prefix with a fingerprint of the API key in it, from which the key cannot be found again
 */
record JobKeys(String prefix) {
    static JobKeys of(ApiKey apiKey) {
        return new JobKeys(RedisFleet.keyPrefix(apiKey) + "jobs");
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
