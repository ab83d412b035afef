package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import io.github.novitagateway.reactor.TcpProxy.Line;
import io.github.novitagateway.reactor.TcpProxy.Way;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A slot lives as long as its address says, counted from its receipt. */
class SlotLifetimeTest extends StorageTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final VirtualClock clock = new VirtualClock();
    private final Connections.Pools pools = new Connections.Pools();
    private Duration pause = SHORT;
    private @Nullable PresignedPut storage;

    @BeforeEach
    void waitAsLongAsAllowed() {
        clock.chance(1);
    }

    @AfterEach
    void hangUp() {
        pools.disposeLater().block(LONG);
    }

    @Test
    void aSlotThatExpiredWhileWaitingIsReplacedWithoutBeingTried() throws Exception {
        takeUp(Duration.ofSeconds(121), "first.png?X-Amz-Expires=120", "second.png?X-Amz-Expires=120");

        assertThat(request().getTarget()).startsWith("/first.png");
        assertThat(request().getTarget()).startsWith("/second.png");
        assertNoFurtherRequest();
    }

    @Test
    void aSlotThatStillLivesIsTriedAgainWhateverTheDateInsideIt() throws Exception {
        takeUp(Duration.ofSeconds(119), "first.png?X-Amz-Date=20200101T000000Z&X-Amz-Expires=120");

        assertThat(request().getTarget()).startsWith("/first.png");
        assertThat(request().getTarget()).startsWith("/first.png");
        assertNoFurtherRequest();
    }

    @Test
    void aSlotThatExpiredWhileItsPutWaitedForAConnectionIsReplacedWithoutBeingTried() {
        UploadTraffic traffic = new UploadTraffic(() -> slot("upload-url.string-id.response.json"));
        server.setDispatcher(traffic);
        URI storage = server.url("/put?X-Amz-Expires=120").uri();
        AtomicInteger slots = new AtomicInteger();
        Mono<PresignedUpload> next =
                Mono.fromCallable(() -> new PresignedUpload(AssetId.of(slots.incrementAndGet()), storage));
        var busy = Flux.range(0, Connections.MAX_CONNECTIONS)
                .flatMap(number -> store(number, next), Connections.MAX_CONNECTIONS)
                .collectList()
                .toFuture();
        TrainingRunService.await(() -> traffic.seen().size() == Connections.MAX_CONNECTIONS);
        var late = store(100, next).toFuture();
        // the time limit of an attempt runs from when it wants a connection
        TrainingRunService.await(() -> clock.waitingTimers() == Connections.MAX_CONNECTIONS + 1);

        clock.advance(Duration.ofSeconds(121));
        traffic.letAllGo();
        traffic.letGo(100);
        assertThat(busy).succeedsWithin(LONG);
        TrainingRunService.await(() -> clock.waitsFor(SHORT));
        assertThat(traffic.seen()).doesNotContain(100);
        clock.advance(SHORT);

        assertThat(late).succeedsWithin(LONG);
        assertThat(slots).hasValue(Connections.MAX_CONNECTIONS + 2);
    }

    /** Each PUT takes 50 s, and only every fourth finds storage ready. */
    @Test
    void overASlowLineNoPutIsStartedOnASlotThatHasExpired() throws IOException {
        Map<String, Duration> issued = new ConcurrentHashMap<>();
        List<Duration> ages = new CopyOnWriteArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest put) {
                ages.add(clock.elapsed().minus(issued.getOrDefault(put.getUrl().encodedPath(), Duration.ZERO)));
                clock.advance(Duration.ofSeconds(50));
                return Golden.answer(ages.size() % 4 == 0 ? "s3-put.ok.http.json" : "s3-put.error.slow-down.http.json");
            }
        });
        try (TcpProxy line = new TcpProxy(() -> server.url("/").uri())) {
            line.usually(() -> Line.up(Way.trickling(20_000)));
            Mono<PresignedUpload> next = Mono.fromCallable(() -> {
                String path = "/" + issued.size();
                issued.put(path, clock.elapsed());
                return new PresignedUpload(AssetId.of(path), line.uri().resolve(path + "?X-Amz-Expires=120"));
            });

            var stored = Flux.range(0, 3)
                    .concatMap(number -> store(number, next))
                    .collectList()
                    .toFuture();
            TrainingRunService.await(() -> {
                if (clock.waitsFor(SHORT)) {
                    clock.advance(SHORT);
                }
                return stored.isDone();
            });

            assertThat(stored).isCompletedWithValue(List.of(AssetId.of("/1"), AssetId.of("/3"), AssetId.of("/5")));
            assertThat(ages).hasSize(12).allMatch(age -> age.toSeconds() < 120);
        }
    }

    /** The first PUT is refused for a passing reason, the second is due after the wait. */
    private void takeUp(Duration wait, String... addresses) {
        answer("s3-put.error.slow-down.http.json", "s3-put.ok.http.json");
        pause = wait;
        AtomicInteger slots = new AtomicInteger();
        Mono<PresignedUpload> next = Mono.fromCallable(() -> {
            int number = slots.getAndIncrement();
            return new PresignedUpload(
                    AssetId.of(number), server.url("/" + addresses[number]).uri());
        });

        var stored = store(1, next).toFuture();
        TrainingRunService.await(() -> clock.waitsFor(wait));
        clock.advance(wait);

        assertThat(stored).succeedsWithin(LONG).isEqualTo(AssetId.of(addresses.length - 1));
    }

    private Mono<AssetId> store(int number, Mono<PresignedUpload> slots) {
        PresignedPut through = storage == null ? storage() : storage;
        storage = through;
        return ImageBody.use(Pictures.numbered(number), 1000, image -> through.store(slots, image, sent -> {}));
    }

    private PresignedPut storage() {
        NovitaConfig config = config().uploadTimeout(Duration.ofHours(1))
                .retry(RetryPolicy.builder()
                        .backoff(Backoff.of(pause, 1, pause))
                        .build())
                .build();
        Connections connections = new Connections(config, pools, client -> client);
        return new PresignedPut(config, connections, new GatewayLifecycle(), clock.pace(), Observed.NOT);
    }
}
