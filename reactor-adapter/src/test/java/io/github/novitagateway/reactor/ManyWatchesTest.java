package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.netty.channel.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/** A thousand tasks, each watched, left and watched again at random: what stays behind when all have gone. */
@Timeout(120)
class ManyWatchesTest {

    private static final int WATCHES = 1000;
    private static final int VISITS = 3;
    private static final int ROUNDS = 2;
    private static final long SEED = 20261125;
    private static final int LOOKS_OF_A_TASK = 2;

    private final SplittableRandom chance = new SplittableRandom(SEED);
    private final TimerCount timers = new TimerCount();
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final Queue<ConnectionPoolMetrics> metrics = new ConcurrentLinkedQueue<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnChannelInit((observer, channel, remote) -> count(channel))
            .handle(this::status)
            .bindNow();
    private final ConnectionProvider pool = ConnectionProvider.builder("watches")
            .maxConnections(Connections.MAX_CONNECTIONS)
            .pendingAcquireMaxCount(2 * WATCHES)
            .metrics(true, () -> (name, id, address, pooled) -> metrics.add(pooled))
            .build();
    private final NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(ApiKey.of(ServiceTest.KEY))
                    .baseUrl(URI.create("http://127.0.0.1:" + server.port()))
                    .build())
            .codec(JsonCodec.strict())
            .scheduler(timers)
            .httpClient(supplied -> HttpClient.create(pool))
            .build();
    private final TaskPoller<TaskStatus> poller = new TaskPoller<>(
            novita.trainings()::status,
            TaskStatus::withStageObservedFor,
            PollingPolicy.fixed(Duration.ofMillis(500)),
            WatchLimits.forTraining(),
            new Agenda(new Pace(timers, () -> VirtualClock.MIDDLE), new GatewayLifecycle()),
            Observed.NOT);

    @BeforeEach
    void collectWhatIsDropped() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void stop() {
        Hooks.resetOnErrorDropped();
        novita.close();
        pool.disposeLater().block(ServiceTest.LONG);
        server.disposeNow(ServiceTest.LONG);
    }

    @Test
    void leaveNothingBehind() {
        round();
        long before = heapAfterGarbage();
        for (int round = 1; round < ROUNDS; round++) {
            round();
        }
        long after = heapAfterGarbage();

        tell("visits %d of %d watches, %d of them to the end", ROUNDS * VISITS * WATCHES, WATCHES, ended.get());
        tell("requests %d over %d connections", requests.get(), connections.get());
        tell("timers set %d, waiting %d", timers.set(), timers.waiting());
        tell("connections in use %d, asked for %d, idle %d", inUse(), waitingForOne(), pooled(m -> m.idleSize()));
        tell("pollers running %d", poller.running.size());
        tell("heap after garbage collection %d KB before, %d KB after", before / 1024, after / 1024);
        tell("dropped errors %d", dropped.size());
        assertThat(dropped).isEmpty();
        assertThat(ended.get()).isGreaterThanOrEqualTo(ROUNDS * WATCHES);
        assertThat(after).isLessThan(before + before / 10 + (4 << 20));
        pool.disposeLater().block(ServiceTest.LONG);
        TrainingRunService.await(() -> connected.get() == 0);
    }

    private void round() {
        looks.clear();
        Flux.range(0, WATCHES)
                .flatMap(number -> visits(TaskId.style("task-" + number), chance.split()), WATCHES)
                .blockLast(Duration.ofSeconds(60));
        TrainingRunService.await(() -> timers.waiting() == 0 && inUse() == 0 && waitingForOne() == 0);
        assertThat(poller.running).isEmpty();
    }

    /** Comes and goes twice, each time for as long as chance says, and stays to the end then. */
    private Mono<Void> visits(TaskId id, SplittableRandom whim) {
        Mono<Void> visit =
                Mono.defer(() -> watch(id).takeUntilOther(pause(whim, 1000)).then());
        return pause(whim, 500)
                .then(visit.repeat(VISITS - 2).then())
                .then(watch(id).then());
    }

    private Flux<TaskStatus> watch(TaskId id) {
        return poller.watch(id).doOnNext(status -> {
            if (status.terminal()) {
                ended.incrementAndGet();
            }
        });
    }

    private static Mono<Long> pause(SplittableRandom whim, int longest) {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(whim.nextInt(longest))));
    }

    private void count(Channel connection) {
        connections.incrementAndGet();
        connected.incrementAndGet();
        connection.closeFuture().addListener(closed -> connected.decrementAndGet());
    }

    private Publisher<Void> status(HttpServerRequest request, HttpServerResponse response) {
        requests.incrementAndGet();
        String id = Objects.requireNonNull(request.uri()).replaceAll(".*task_id=", "");
        int look = looks.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
        String state = look > LOOKS_OF_A_TASK ? TrainingRunService.READY : TrainingRunService.QUEUED;
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just("{\"task_id\": \"%s\", %s}".formatted(id, state)));
    }

    private int inUse() {
        return pooled(ConnectionPoolMetrics::acquiredSize);
    }

    private int waitingForOne() {
        return pooled(ConnectionPoolMetrics::pendingAcquireSize);
    }

    private int pooled(ToIntFunction<ConnectionPoolMetrics> figure) {
        return metrics.stream().mapToInt(figure).sum();
    }

    private static long heapAfterGarbage() {
        Runtime runtime = Runtime.getRuntime();
        return IntStream.range(0, 5)
                .mapToLong(collection -> {
                    System.gc();
                    return runtime.totalMemory() - runtime.freeMemory();
                })
                .min()
                .orElseThrow();
    }

    private static void tell(String format, Object... figures) {
        System.out.printf("ManyWatchesTest: " + format + "%n", figures);
    }
}
