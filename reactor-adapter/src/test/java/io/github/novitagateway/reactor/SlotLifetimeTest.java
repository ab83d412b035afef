package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A slot lives as long as its address says, counted from its receipt. */
class SlotLifetimeTest extends StorageTest {

    private final VirtualClock clock = new VirtualClock();

    @Test
    void anExpiredSlotIsNotTriedAgain() {
        answer("s3-put.error.slow-down.http.json", "s3-put.ok.http.json");

        Throwable failure = afterAWaitOf(Duration.ofSeconds(121), "X-Amz-Expires=120");

        assertThat(failure)
                .isInstanceOfSatisfying(
                        UploadException.class,
                        refused -> assertThat(refused.expired()).isTrue());
        assertThat(failure).hasMessageContaining("PT2M, after a failed attempt").hasMessageNotContaining("X-Amz");
        assertThat(failure).cause().hasMessageContaining("SlowDown");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aSlotThatStillLivesIsTriedAgainWhateverTheDateInsideIt() {
        answer("s3-put.error.slow-down.http.json", "s3-put.ok.http.json");

        assertThat(afterAWaitOf(Duration.ofSeconds(119), "X-Amz-Date=20200101T000000Z&X-Amz-Expires=120"))
                .isNull();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** The first PUT is refused for a passing reason, the second is due after the wait. */
    private @Nullable Throwable afterAWaitOf(Duration wait, String query) {
        NovitaConfig config = config().uploadTimeout(Duration.ofHours(1))
                .retry(RetryPolicy.builder().backoff(Backoff.of(wait, 1, wait)).build())
                .build();
        clock.chance(1);
        Connections.Pools pools = new Connections.Pools();
        Connections connections = new Connections(config, pools, client -> client);
        URI url = server.url("/test/1.png?" + query).uri();
        PresignedUpload slot = new PresignedUpload(AssetId.of("1"), url);
        try {
            var outcome = ImageBody.of(Pictures.numbered(1), 1000)
                    .flatMap(image -> new PresignedPut(config, connections, new GatewayLifecycle(), clock.pace())
                            .put(slot, image, sent -> {}))
                    .<Throwable>cast(Throwable.class)
                    .onErrorResume(Mono::just)
                    .toFuture();
            TrainingRunService.await(() -> clock.waitsFor(wait));
            clock.advance(wait);
            assertThat(outcome).succeedsWithin(LONG);
            return outcome.getNow(null);
        } finally {
            pools.disposeLater().block(LONG);
        }
    }
}
