package io.github.novitagateway.webflux.event;

import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.service.ServiceWatch;
import io.github.novitagateway.webflux.training.Trainings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Streams of events. A browser has few connections to a host, so a page reads the one stream of all trainings; the
 * stream of a single one is for programs.
 */
@RestController
final class EventController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final EventLog log;
    private final Trainings trainings;
    private final ServiceWatch service;
    private final Duration heartbeat;
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> closing = Sinks.empty();

    EventController(
            EventLog log, Trainings trainings, ServiceWatch service, StudioSettings settings, MeterRegistry meters) {
        this.log = log;
        this.trainings = trainings;
        this.service = service;
        this.heartbeat = settings.heartbeat();
        Gauge.builder("studio.streams", open, AtomicInteger::get)
                .description("Streams of events that somebody reads")
                .register(meters);
    }

    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> all(
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastId,
            ServerHttpResponse response) {
        return stream(log.all(lastId), response);
    }

    @GetMapping(path = "/api/trainings/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> ofTraining(
            @PathVariable String id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastId,
            ServerHttpResponse response) {
        return stream(log.of(trainings.get(id).id(), lastId), response);
    }

    /** Streams never end by themselves: a server that is to stop would wait for them. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    private Flux<ServerSentEvent<String>> stream(Flux<LoggedEvent> events, ServerHttpResponse response) {
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().set("X-Accel-Buffering", "no"); // a proxy in front must not collect events
        ServerSentEvent<String> hello =
                ServerSentEvent.<String>builder().retry(COME_BACK_AFTER).build();
        ServerSentEvent<String> signOfLife =
                ServerSentEvent.<String>builder().comment("still here").build();
        Flux<ServerSentEvent<String>> signs =
                Flux.interval(heartbeat).onBackpressureDrop().map(tick -> signOfLife);
        Flux<ServerSentEvent<String>> all = Flux.merge(1, events.map(this::sent), signs, service.whileSomebodyLooks());
        return all.startWith(hello)
                .takeUntilOther(closing.asMono())
                .doOnSubscribe(subscription -> open.incrementAndGet())
                .doFinally(signal -> open.decrementAndGet());
    }

    private ServerSentEvent<String> sent(LoggedEvent event) {
        return ServerSentEvent.builder(event.json())
                .id(log.id(event))
                .event(event.kind())
                .build();
    }
}
