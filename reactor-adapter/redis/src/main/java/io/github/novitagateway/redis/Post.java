package io.github.novitagateway.redis;

import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Messages from any node to all, over one connection of each node that is open while somebody listens. They may get
 * lost: whoever waits for one looks from time to time all the same.
 */
final class Post {

    private static final int LONGEST_BACKLOG = 256;
    static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final RedisLink redis;
    private final RedisClient client;
    private final RedisURI uri;
    private final String channel;
    private final Flux<Message> messages;

    Post(RedisLink redis, RedisClient client, RedisURI uri, FleetSettings settings) {
        this.redis = redis;
        this.client = client;
        this.uri = uri;
        this.channel = settings.keys().of("post");
        this.messages = Flux.usingWhen(Mono.defer(this::line), this::heard, Post::closed)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, SHORTEST_WAIT)
                        .maxBackoff(settings.heartbeat())
                        .scheduler(settings.scheduler()))
                .share();
    }

    /** What a message is about. */
    enum Subject {
        /** Something was said of the task. */
        SAID,
        /** Somebody should ask for the task. */
        DOUBT,
        /** An event of a webhook, with the word for the state. */
        EVENT
    }

    /**
     * A message.
     *
     * @param word of an event; empty otherwise
     */
    record Message(Subject subject, TaskId task, String word) {

        static Flux<Message> read(String text) {
            String[] parts = text.split(" ", 3);
            try {
                return Flux.just(new Message(
                        Subject.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        TaskId.parse(parts[1]),
                        parts.length > 2 ? parts[2] : ""));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ofAnotherVersion) {
                return Flux.empty();
            }
        }

        TaskEvent event() {
            return new TaskEvent(
                    TaskEvent.ASYNC_TASK_RESULT,
                    new GenerationStatus(task, word, "", null, null, List.of(), null, null));
        }
    }

    String channel() {
        return channel;
    }

    /** From the subscription on; whoever is slow holds up the others. */
    Flux<Message> messages() {
        return messages;
    }

    Flux<TaskEvent> events() {
        return messages.filter(message -> message.subject() == Subject.EVENT)
                .map(Message::event)
                .onBackpressureBuffer(LONGEST_BACKLOG, BufferOverflowStrategy.DROP_OLDEST);
    }

    Mono<Void> send(Subject subject, TaskId id, String word) {
        String text = (subject.name().toLowerCase(Locale.ROOT) + " " + id + " " + word).strip();
        return redis.run(WatchScripts.SEND, List.of(channel), channel, text).then();
    }

    /** One that comes when nobody waits for it any more is closed. */
    private Mono<StatefulRedisPubSubConnection<String, String>> line() {
        CompletionStage<StatefulRedisPubSubConnection<String, String>> line =
                client.connectPubSubAsync(StringCodec.UTF8, uri);
        return Mono.fromFuture(line.toCompletableFuture(), true).doOnCancel(() -> hangUp(line));
    }

    private static CompletionStage<@Nullable Void> hangUp(
            CompletionStage<StatefulRedisPubSubConnection<String, String>> line) {
        return line.thenCompose(StatefulRedisPubSubConnection::closeAsync);
    }

    private Flux<Message> heard(StatefulRedisPubSubConnection<String, String> line) {
        return Flux.<String>create(
                        sink -> {
                            line.addListener(new Ear(sink));
                            line.async().subscribe(channel).whenComplete((done, failure) -> {
                                if (failure != null) {
                                    sink.error(failure);
                                }
                            });
                        },
                        FluxSink.OverflowStrategy.LATEST)
                .concatMap(Message::read);
    }

    private static final class Ear extends RedisPubSubAdapter<String, String> {
        private final FluxSink<String> sink;

        private Ear(FluxSink<String> sink) {
            this.sink = sink;
        }

        @Override
        public void message(String channel, String message) {
            sink.next(message);
        }
    }

    private static Mono<Void> closed(StatefulRedisPubSubConnection<String, String> line) {
        return Mono.fromFuture(line::closeAsync, true);
    }
}
