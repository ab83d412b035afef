package io.github.novitagateway.fleet;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * One connection to Redis for scripts, whose answers come off its event loops. A Redis that is away is waited for: who
 * does not want to wait cancels.
 */
final class RedisCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final RetryBackoffSpec UNTIL_IT_IS_THERE = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(1))
            .filter(RedisCalls::isAway);

    private static final List<String> PASSING = List.of(
            "LOADING", "BUSY", "READONLY", "OOM", "MISCONF", "NOREPLICAS", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    private final RedisClient client;
    private final RedisURI uri;
    private final Consumer<String> log;
    private final AtomicBoolean away = new AtomicBoolean();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    /**
     * Nothing is connected yet.
     *
     * @param client the caller's, who shuts it down
     * @param log is told once when Redis goes away, and once when it is there again
     */
    RedisCalls(RedisClient client, RedisURI uri, Consumer<String> log) {
        this.client = client;
        this.uri = uri;
        this.log = log;
    }

    /** {@return where a Redis is, without user and password} */
    static String place(RedisURI uri) {
        return "Redis at " + uri.getHost() + ":" + uri.getPort();
    }

    /** A client whose commands fail at once while Redis is away, and are not kept in memory until it is back. */
    static RedisClient client() {
        RedisClient client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        return client;
    }

    Mono<List<Object>> run(String script, List<String> keys, List<String> arguments) {
        return Mono.fromFuture(this::connected, true)
                .flatMap(redis ->
                        called(redis.async(), script, keys.toArray(String[]::new), arguments.toArray(String[]::new)))
                .timeout(PATIENCE)
                .retryWhen(UNTIL_IT_IS_THERE.doBeforeRetry(failed -> tellAway(failed.failure())))
                .doOnNext(answer -> tellBack())
                .publishOn(Schedulers.parallel());
    }

    /** By its digest, and with its text where Redis has not seen it. */
    private static Mono<List<Object>> called(
            RedisAsyncCommands<String, String> redis, String script, String[] keys, String[] arguments) {
        return Mono.<List<Object>>fromFuture(
                        () -> redis.<List<Object>>evalsha(redis.digest(script), ScriptOutputType.MULTI, keys, arguments)
                                .toCompletableFuture())
                .onErrorResume(
                        RedisNoScriptException.class,
                        unseen -> Mono.fromFuture(
                                () -> redis.<List<Object>>eval(script, ScriptOutputType.MULTI, keys, arguments)
                                        .toCompletableFuture()));
    }

    private void tellAway(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            log.accept(place(uri) + " is waited for: " + JobFailure.text(failure));
        }
    }

    private void tellBack() {
        if (away.get() && away.compareAndSet(true, false)) {
            log.accept(place(uri) + " answers again");
        }
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connected() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
        }
        return connection;
    }

    /** It reads its data or runs a script, its memory or its disk is full, or it may not write, or not yet. */
    private static boolean isPassing(RedisCommandExecutionException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return PASSING.stream().anyMatch(message::startsWith);
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof IOException
                || (failure instanceof RedisCommandExecutionException refusal
                        ? isPassing(refusal)
                        : failure instanceof RedisException);
    }
}
