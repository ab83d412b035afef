package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
        TrainingRunService.await(() -> slots.get() == Connections.MAX_CONNECTIONS + 1);

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
        NovitaConfig config = config().uploadTimeout(Duration.ofHours(1))
                .retry(RetryPolicy.builder()
                        .backoff(Backoff.of(pause, 1, pause))
                        .build())
                .build();
        Connections connections = new Connections(config, pools, client -> client);
        PresignedPut storage = new PresignedPut(config, connections, new GatewayLifecycle(), clock.pace());
        return ImageBody.of(Pictures.numbered(number), 1000).flatMap(image -> storage.store(slots, image, sent -> {}));
    }
}
