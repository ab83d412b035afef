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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

/** When a paid request that was surely not taken goes out again. */
class SubmitRepeatTest extends ServiceTest {

    private static final StyleTrainingRequest TRAINING = StyleTrainingRequest.builder(
                    "ink-hills", "v1-5-pruned-emaonly")
            .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")))
            .build();

    private static final Duration A_DAY = Duration.ofDays(1);

    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger connects = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {7, 60})
    void aRateLimitIsRepeatedNoSoonerThanTheServiceAsks(int seconds) throws Exception {
        restart(config());
        answer(rateLimit(seconds));
        answer("training-style.create.response.json");

        CompletableFuture<TaskId> task = submit().toFuture();
        request();
        TrainingRunService.await(this::pauses);
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertNoFurtherRequest();
        clock.advance(Duration.ofMillis(1));
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
        restart(config().baseUrl(local(freePort())));
        CompletableFuture<TaskId> task = submit().toFuture();

        TrainingRunService.await(() -> {
            if (pauses()) {
                clock.advance(Duration.ofMillis(10));
            }
            return task.isDone();
        });

        assertThat(task)
                .failsWithin(LONG)
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
        restart(config().baseUrl(local(port)));
        CompletableFuture<TaskId> task = submit().toFuture();
        TrainingRunService.await(this::pauses);

        try (MockWebServer late = new MockWebServer()) {
            late.enqueue(Golden.answer("training-style.create.response.json"));
            late.start(InetAddress.getLoopbackAddress(), port);
            clock.advance(Duration.ofMillis(10));

            assertThat(task.get(10, TimeUnit.SECONDS).value()).isEqualTo("11111111-2222-4333-8444-000000000001");
            assertThat(late.getRequestCount()).isEqualTo(1);
        }
    }

    private Mono<TaskId> submit() {
        return novita.trainings().submit(TRAINING);
    }

    private void restart(NovitaConfig.Builder config) {
        novita.close();
        novita = NovitaGateway.builder(config.requestTimeout(A_DAY).build())
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

    /** The pause before a retry is the one timer then: that of the attempt, a day, has gone with it. */
    @Test
    void aRequestThatHasWaitedForMostOfItsTimeIsNotWrittenButTriedAnew() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        List<String> posts = new CopyOnWriteArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if ("POST".equals(request.getMethod())) {
                    posts.add(request.getTarget());
                    return Golden.answer("training-style.create.response.json");
                }
                assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
                return Golden.answer("training-style.get.queuing.response.json");
            }
        });
        ConnectionProvider one = ConnectionProvider.create("one", 1);
        novita.close();
        novita = NovitaGateway.builder(
                        config().requestTimeout(Duration.ofSeconds(30)).build())
                .httpClient(client -> HttpClient.create(one))
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .build();
        var status = novita.trainings().status(TaskId.style("1")).toFuture();
        request();
        var task = submit().toFuture();
        TrainingRunService.await(() -> clock.waitingTimers() == 2);

        clock.advance(Duration.ofSeconds(16));
        held.countDown();
        assertThat(status).succeedsWithin(LONG);
        TrainingRunService.await(
                () -> clock.next().filter(pause -> pause.toMillis() < 10).isPresent());
        assertThat(posts).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(task).succeedsWithin(LONG);
        assertThat(posts).hasSize(1);
        one.disposeLater().block(LONG);
    }

    private boolean pauses() {
        return !clock.waitsFor(A_DAY) && clock.waitingTimers() == 1;
    }
}
