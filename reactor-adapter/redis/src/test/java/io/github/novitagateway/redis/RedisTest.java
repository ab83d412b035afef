package io.github.novitagateway.redis;

import io.github.novitagateway.config.ApiKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Scheduler;

/** Nodes of one fleet over a real Redis, which each test finds empty. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisTest {

    static final ApiKey KEY = ApiKey.of("sk-a-key-of-tests");
    static final Duration TAKE_OVER = Duration.ofMillis(900);

    private final List<RedisFleet> nodes = new ArrayList<>();
    private final List<RedisLink> links = new ArrayList<>();
    private @Nullable RedisServer server;
    private @Nullable RedisClient client;

    @BeforeAll
    final void startRedis() {
        server = RedisServer.start(serverOptions().toArray(String[]::new));
        client = newClient();
    }

    RedisClient newClient() {
        return RedisClient.create();
    }

    List<String> serverOptions() {
        return List.of();
    }

    @AfterEach
    final void empty() {
        nodes.forEach(node -> node.closeLater().block(Duration.ofSeconds(30)));
        nodes.clear();
        hangUp();
        redis(RedisCommands::flushall);
    }

    @AfterAll
    final void stopRedis() {
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
            client.getResources().shutdown(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
        }
        if (server != null) {
            server.close();
        }
    }

    final RedisServer server() {
        return Objects.requireNonNull(server);
    }

    final RedisClient client() {
        return Objects.requireNonNull(client);
    }

    final RedisFleet.Builder builder() {
        return RedisFleet.builder(client(), server().uri(), KEY)
                .heartbeat(Duration.ofMillis(200))
                .takeOverAfter(TAKE_OVER);
    }

    final RedisFleet node() {
        return kept(builder().build());
    }

    final RedisFleet kept(RedisFleet node) {
        nodes.add(node);
        return node;
    }

    /** What the nodes of a fleet tell each other over, without the fleet. */
    final Board board(String node, Duration heartbeat, Duration takeOverAfter, Scheduler scheduler) {
        FleetSettings settings = new FleetSettings(
                Keys.of(KEY),
                node,
                heartbeat,
                takeOverAfter,
                Duration.ofSeconds(5),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofSeconds(5),
                scheduler,
                InstantSource.system());
        RedisLink link = new RedisLink(client(), server().uri(), settings.timeout(), scheduler);
        links.add(link);
        return new Board(link, new Post(link, client(), server().uri(), settings), settings);
    }

    /** Of all boards so far. */
    final void hangUp() {
        links.forEach(link -> link.close().toCompletableFuture().join());
        links.clear();
    }

    final <T> T redis(Function<RedisCommands<String, String>, T> question) {
        try (var connection = client().connect(server().uri())) {
            return question.apply(connection.sync());
        }
    }
}
