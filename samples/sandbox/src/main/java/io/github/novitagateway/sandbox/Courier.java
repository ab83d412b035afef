package io.github.novitagateway.sandbox;

import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;

/** Carries events to receivers. Heard is what was answered with 2xx in time. */
final class Courier {
    /** How long a receiver may take, by the wall clock. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The pauses before the repetitions, before scaling. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32));

    private final HttpClient client;
    private final Scheduler bell;
    private final ScaledClock clock;
    private final Duration patience;
    private final SandboxLedger ledger;

    Courier(LoopResources loops, Scheduler bell, ScaledClock clock, Duration patience, SandboxLedger ledger) {
        this.client = HttpClient.create(ConnectionProvider.newConnection())
                .runOn(loops)
                .disableRetry(true)
                .headers(headers -> headers.set("Content-Type", "application/json"));
        this.bell = bell;
        this.clock = clock;
        this.patience = patience;
        this.ledger = ledger;
    }

    /** Carries an event once and tells whether it was heard. */
    Mono<Boolean> carry(String taskId, URI url, JsonNode event) {
        return attempt(taskId, url, event, 1);
    }

    /** Carries an event until it is heard, or often enough. */
    Mono<Void> insist(String taskId, URI url, JsonNode event) {
        return Flux.range(0, 1 + PAUSES.size())
                .concatMap(repetition -> pause(repetition).then(attempt(taskId, url, event, repetition + 1)))
                .takeUntil(heard -> heard)
                .then();
    }

    private Mono<Void> pause(int repetition) {
        return repetition == 0
                ? Mono.empty()
                : Mono.delay(clock.onTheWall(PAUSES.get(repetition - 1)), bell).then();
    }

    private Mono<Boolean> attempt(String taskId, URI url, JsonNode event, int number) {
        return client.post()
                .uri(url)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(Json.write(event))))
                .response()
                .map(response -> response.status().code())
                .timeout(patience, bell)
                .onErrorReturn(0)
                .doOnNext(status ->
                        ledger.delivered(new SandboxLedger.Delivery(taskId, url.getRawPath(), number, status)))
                .map(status -> status >= 200 && status < 300);
    }
}
