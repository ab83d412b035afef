package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.redis.RedisFleet;

/**
 * Names in Redis of the jobs of one account: beside those of its journal, in one slot of a cluster.
 *
 * @param prefix with a fingerprint in it, of the API key, from which the key cannot be found again, or of the account
 */
record JobKeys(String prefix) {
    static JobKeys of(ApiKey apiKey) {
        return new JobKeys(RedisFleet.keyPrefix(apiKey) + "jobs");
    }

    static JobKeys ofAccount(String account) {
        return new JobKeys(RedisFleet.keyPrefix(account) + "jobs");
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
