package io.github.novitagateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * A node's connection to Redis: opened by the first use, and again by Lettuce whenever it breaks. Nothing is queued for
 * a Redis that is away: it is an error at once, or when the time is over.
 */
final class RedisLink {

    private static final System.Logger LOG = System.getLogger(RedisFleet.class.getName());

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration timeout;
    private final Scheduler scheduler;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private boolean closed;

    RedisLink(RedisClient client, RedisURI uri, Duration timeout, Scheduler scheduler) {
        this.client = client;
        this.uri = uri;
        this.timeout = timeout;
        this.scheduler = scheduler;
    }

    /** Answers come on the scheduler. */
    Mono<List<Object>> run(Script script, List<String> keys, String... arguments) {
        return Mono.defer(() -> {
                    CompletableFuture<StatefulRedisConnection<String, String>> line = connected();
                    return Mono.fromFuture(line, true)
                            .flatMap(redis -> called(redis, script, keys.toArray(String[]::new), arguments))
                            .timeout(timeout, scheduler)
                            .doOnError(TimeoutException.class, unanswered -> leave(line));
                })
                .publishOn(scheduler);
    }

    /**
     * What waits in a connection for a Redis that hangs would be kept, and done much later. Signs of life need another
     * connection, even if nothing else does.
     */
    private synchronized CompletionStage<?> leave(CompletableFuture<StatefulRedisConnection<String, String>> line) {
        if (connection == line && !closed) {
            connection = connect();
        }
        return line.thenCompose(StatefulRedisConnection::closeAsync);
    }

    private static Mono<List<Object>> called(
            StatefulRedisConnection<String, String> redis, Script script, String[] keys, String... arguments) {
        if (!redis.isOpen()) {
            return Mono.error(new RedisException("Redis is away"));
        }
        return Mono.<List<Object>>fromFuture(() -> redis.async()
                        .<List<Object>>evalsha(script.digest(), ScriptOutputType.MULTI, keys, arguments)
                        .toCompletableFuture())
                .onErrorResume(
                        RedisNoScriptException.class,
                        unseen -> Mono.fromFuture(() -> redis.async()
                                .<List<Object>>eval(script.text(), ScriptOutputType.MULTI, keys, arguments)
                                .toCompletableFuture()));
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connected() {
        if (closed) {
            return CompletableFuture.failedFuture(closedFleet());
        }
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = connect();
        }
        return connection;
    }

    private CompletableFuture<StatefulRedisConnection<String, String>> connect() {
        return client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
    }

    /**
     * Does it if there is a connection, and waits for nothing; one that was used and is lost is sought for the next
     * time.
     *
     * @return completes when it was done, or could not be
     */
    CompletionStage<?> tell(Script script, List<String> keys, String... arguments) {
        StatefulRedisConnection<String, String> redis = open();
        if (redis == null) {
            return CompletableFuture.completedFuture(null);
        }
        return Mono.fromFuture(redis.async()
                        .eval(script.text(), ScriptOutputType.MULTI, keys.toArray(String[]::new), arguments)
                        .toCompletableFuture())
                .timeout(timeout, scheduler)
                .doOnError(failure -> LOG.log(Level.WARNING, "Redis did not take a sign of life", failure))
                .onErrorComplete()
                .toFuture();
    }

    /** Tells whatever lasts that the fleet is being closed. */
    void end() {
        ended.tryEmitEmpty();
    }

    /** Has no value, and ends in an error when the fleet is closed. */
    <T> Mono<T> ending() {
        return ended.asMono().then(Mono.error(RedisLink::closedFleet));
    }

    private static RedisException closedFleet() {
        return new RedisException("the fleet was closed");
    }

    private synchronized @Nullable StatefulRedisConnection<String, String> open() {
        if (connection == null) {
            return null;
        }
        StatefulRedisConnection<String, String> redis =
                connected().handle((there, lost) -> there).getNow(null);
        return redis != null && redis.isOpen() ? redis : null;
    }

    /** {@return completes when the connection is gone} */
    synchronized CompletionStage<?> close() {
        closed = true;
        return connection == null
                ? CompletableFuture.completedFuture(null)
                : connection.handle((redis, failure) -> redis).thenCompose(RedisLink::closed);
    }

    private static CompletionStage<@Nullable Void> closed(@Nullable StatefulRedisConnection<String, String> redis) {
        return redis == null ? CompletableFuture.completedFuture(null) : redis.closeAsync();
    }
}
