package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.redis.RedisFleet;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Name of the account, the same for all, so that jobs outlive their API key; default"
                    + " NOVITA_ACCOUNT, else the key stands for its account.")
    private @Nullable String account = System.getenv("NOVITA_ACCOUNT");

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

    JobKeys keys() {
        return account == null ? JobKeys.of(apiKey()) : JobKeys.ofAccount(account);
    }

    RedisFleet.Builder fleet(RedisClient client) {
        RedisFleet.Builder fleet = RedisFleet.builder(client, uri(), apiKey());
        return account == null ? fleet : fleet.account(account);
    }

    /** The jobs as somebody sees them who does none. */
    JobStream jobs(RedisClient client) {
        RedisCalls redis = new RedisCalls(client, uri(), System.err::println);
        return new JobStream(redis, keys(), "", Duration.ofSeconds(30));
    }
}
