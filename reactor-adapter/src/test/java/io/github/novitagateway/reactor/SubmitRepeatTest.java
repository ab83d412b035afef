package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When a paid request that was surely not taken goes out again. */
class SubmitRepeatTest extends ServiceTest {

    private static final StyleTrainingRequest TRAINING = StyleTrainingRequest.builder(
                    "ink-hills", "v1-5-pruned-emaonly")
            .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")))
            .build();

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final AtomicInteger connects = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {7, 60})
    void aRateLimitIsRepeatedNoSoonerThanTheServiceAsks(int seconds) throws Exception {
        restart(config().requestTimeout(Duration.ofDays(1)).build());
        answer(rateLimit(seconds));
        answer("training-style.create.response.json");

        CompletableFuture<TaskId> task = submit().toFuture();
        request();
        await(() -> clock.getScheduledTaskCount() == 2); // the time limit of the attempt, then the wait
        clock.advanceTimeBy(Duration.ofSeconds(seconds).minusMillis(1));
        assertNoFurtherRequest();
        clock.advanceTimeBy(Duration.ofMillis(1));
        request();

        assertThat(task.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aLongerWaitThanAMinuteSurfaces() {
        answer(rateLimit(61));

        StepVerifier.create(submit())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                RateLimitedException.class,
                                limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(61))))
                .verify(LONG);
        assertThat(requestsInAll()).isEqualTo(1);
    }

    @Test
    void aRefusedConnectionIsTriedFourTimesAndSurelyNotSent() throws IOException {
        restart(config().baseUrl(local(freePort())).build());
        CompletableFuture<TaskId> task = submit().toFuture();

        await(() -> {
            clock.advanceTimeBy(Duration.ofMillis(10));
            return task.isDone();
        });

        assertThat(task)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.requestMayHaveBeenProcessed())
                                .isFalse());
        assertThat(connects).hasValue(4);
    }

    @Test
    void aServiceThatComesUpAfterARefusedConnectionGetsTheRequestOnce() throws Exception {
        int port = freePort();
        restart(config().baseUrl(local(port)).requestTimeout(Duration.ofDays(1)).build());
        CompletableFuture<TaskId> task = submit().toFuture();
        await(() -> clock.getScheduledTaskCount() == 2); // the time limit of the attempt, then the wait

        try (MockWebServer late = new MockWebServer()) {
            late.enqueue(Golden.answer("training-style.create.response.json"));
            late.start(InetAddress.getLoopbackAddress(), port);
            clock.advanceTimeBy(Duration.ofMillis(10));

            assertThat(task.get(10, TimeUnit.SECONDS).value()).isEqualTo("11111111-2222-4333-8444-000000000001");
            assertThat(late.getRequestCount()).isEqualTo(1);
        }
    }

    private Mono<TaskId> submit() {
        return novita.trainings().submit(TRAINING);
    }

    private void restart(NovitaConfig config) {
        novita.close();
        novita = NovitaGateway.builder(config)
                .scheduler(clock)
                .httpClient(client -> client.doOnConnect(start -> connects.incrementAndGet()))
                .codec(JsonCodec.strict())
                .build();
    }

    private static MockResponse rateLimit(int seconds) {
        return new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", seconds)
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
