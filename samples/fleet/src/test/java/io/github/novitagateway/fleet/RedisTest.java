package io.github.novitagateway.fleet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.config.ApiKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Tests over a real Redis of their own. */
abstract class RedisTest {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration TAKE_OVER = Duration.ofMillis(600);
    static final ApiKey KEY = ApiKey.of("sk_test_8d1f");

    @TempDir
    Path folder = Path.of("");

    private final RedisClient client = RedisCalls.client();
    private @Nullable RedisServer redis;

    @BeforeEach
    void startRedis() throws IOException {
        assumeTrue(RedisServer.isInstalled(), "skipped: " + RedisServer.ABSENT);
        redis = RedisServer.start(folder.resolve("redis"));
    }

    @AfterEach
    void endRedis() throws InterruptedException {
        client.shutdown();
        if (redis != null) {
            redis.kill();
        }
    }

    RedisServer redis() {
        return Objects.requireNonNull(redis);
    }

    RedisClient client() {
        return client;
    }

    RedisURI uri() {
        return RedisURI.create(redis().uri());
    }

    JobStream node(String name) {
        return new JobStream(new RedisCalls(client, uri(), System.err::println), JobKeys.of(KEY), name, TAKE_OVER);
    }

    <T> T commands(Function<RedisCommands<String, String>, T> question) {
        try (StatefulRedisConnection<String, String> connection = client.connect(uri())) {
            return question.apply(connection.sync());
        }
    }

    static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(LONG));
    }

    static void done(Mono<Void> step) {
        step.block(LONG);
    }

    static TakenJob taken(JobStream node) {
        return now(
                node.take(1, Set.of()).next().repeatWhenEmpty(100, none -> none.delayElements(Duration.ofMillis(50))));
    }

    static List<JobView> seen(JobStream node, Predicate<JobView> last) {
        return now(node.feed().takeUntil(last).collectList());
    }
}
