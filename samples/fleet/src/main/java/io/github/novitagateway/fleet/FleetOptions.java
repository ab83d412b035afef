package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whose jobs, and in which Redis. */
final class FleetOptions {
    @Option(
            names = "--redis",
            paramLabel = "URI",
            defaultValue = "${NOVITA_REDIS:-redis://127.0.0.1:6379}",
            description = "Where Redis is, such as rediss://user:password@host:6379; default NOVITA_REDIS, else"
                    + " redis://127.0.0.1:6379.")
    private String redis = "";

    RedisURI uri() {
        return RedisURI.create(redis);
    }

    ApiKey apiKey() {
        String key = System.getenv().getOrDefault("NOVITA_API_KEY", "");
        if (key.isBlank()) {
            throw new IllegalArgumentException("NOVITA_API_KEY must be set but was not");
        }
        return ApiKey.of(key);
    }

    /** The jobs as somebody sees them who does none. */
    JobStream jobs(RedisClient client) {
        RedisCalls redis = new RedisCalls(client, uri(), System.err::println);
        return new JobStream(redis, JobKeys.of(apiKey()), "", Duration.ofSeconds(30));
    }
}
