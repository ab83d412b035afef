package io.github.novitagateway.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** The same by hand: one GET of Reactor Netty, repeated after a pause with jitter, and the state of its answer. */
final class BareWatches implements Watching {

    private static final int CONNECTIONS = 64;
    private static final double JITTER = 0.2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConnectionProvider connections = ConnectionProvider.builder("bare-watches")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(-1)
            .build();
    private final HttpClient client;
    private final String address;
    private final Duration wait;

    BareWatches(URI service, Probe probe, Duration wait) {
        this.client = probe.measured(HttpClient.create(connections).disableRetry(true));
        this.address = service + "/v3/training/subject?task_id=";
        this.wait = wait;
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public Flux<?> watch(String task) {
        boolean isProbe = task.startsWith(Probe.TASK);
        Mono<String> look = client.get()
                .uri(address + task)
                .responseSingle((response, body) -> body.asByteArray())
                .map(body -> JSON.readTree(body).get("task_status").asString());
        return look.repeatWhen(answers -> answers.concatMap(answer -> Mono.delay(isProbe ? Probe.WAIT : jittered())))
                .takeUntil("SUCCESS"::equals)
                .delaySubscription(Duration.ofNanos((long) (wait.toNanos() * chance())));
    }

    private Duration jittered() {
        return Duration.ofNanos((long) (wait.toNanos() * (1 - JITTER + 2 * JITTER * chance())));
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(30));
    }
}
