package io.github.novitagateway.spring.boot;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.Webhook.TaskEvent;
import java.util.Objects;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The events that came to the webhook, for everybody who listens. The service signs none: have one confirmed by
 * {@link io.github.novitagateway.reactor.Images#confirm} before acting on it. An event that comes while nobody listens
 * is gone, so polling stays the way that is sure.
 */
public final class TaskEvents implements AutoCloseable {

    /** Told one thing at a time. None takes long: whoever listens does so on another thread. */
    private final Sinks.Many<TaskEvent> sink = Sinks.unsafe().many().multicast().directBestEffort();

    private final Flux<TaskEvent> events;

    /**
     * Makes a bridge.
     *
     * @param buffer events that wait for a slow subscriber, at least 1; each has as many
     * @throws IllegalArgumentException when there would be none
     */
    public TaskEvents(int buffer) {
        Require.atLeast("buffer", buffer, 1);
        events = sink.asFlux()
                .onBackpressureBuffer(buffer, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST)
                .publishOn(Schedulers.parallel(), 1);
    }

    /**
     * {@return events from subscription on, on the parallel scheduler} It completes when the bridge is closed, which
     * the application's own is as soon as the application begins to close, and never fails. A subscriber that is too
     * slow loses the oldest events that wait for it; none holds up another or the endpoint.
     */
    public Flux<TaskEvent> events() {
        return events;
    }

    /**
     * Hands an event to all who listen now, without waiting for any of them. For an endpoint of the application's own;
     * thread-safe.
     *
     * @param event from {@link io.github.novitagateway.reactor.NovitaGateway#parseEvent}
     */
    public synchronized void publish(TaskEvent event) {
        sink.tryEmitNext(Objects.requireNonNull(event, "event"));
    }

    /** Completes the streams of all who listen. Events that come later are gone. */
    @Override
    public synchronized void close() {
        sink.tryEmitComplete();
    }
}
