package io.github.novitagateway.redis;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;

/** The README's node, compiled; {@code ReadmeTest} of the program looks for it here. */
record ReadmeNode(NovitaConfig config, ApiKey apiKey) {

    NovitaGateway gateway() {
        RedisClient client = RedisClient.create();
        RedisFleet fleet = RedisFleet.builder(client, RedisURI.create("rediss://novita:secret@redis.example"), apiKey)
                .build();
        NovitaGateway novita =
                NovitaGateway.builder(config).journal(fleet.journal()).build();
        return novita;
    }
}
