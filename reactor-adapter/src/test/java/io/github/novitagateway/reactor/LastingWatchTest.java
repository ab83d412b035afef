package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.test.subscriber.TestSubscriber;

/** What a watch outlasts, and what ends it, over real connections. */
class LastingWatchTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String GOLDEN = "training-style.get.";
    private static final WatchLimits AN_HOUR =
            WatchLimits.builder(Duration.ofHours(1)).build();

    private final AtomicInteger connects = new AtomicInteger();
    private final TestSubscriber<TaskStatus> watcher = TestSubscriber.create();

    private void watch(WatchLimits limits, UnaryOperator<HttpClient> customization, URI service) {
        novita.close();
        novita = NovitaGateway.builder(
                        config().baseUrl(service).trainingLimits(limits).build())
                .codec(JsonCodec.strict())
                .httpClient(client -> customization.apply(client.doOnConnect(config -> connects.incrementAndGet())))
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(20)))
                .build();
        novita.trainings().watch(TASK).subscribe(watcher);
    }

    private void watch(WatchLimits limits) {
        watch(limits, client -> client, server.url("/").uri());
    }

    @Test
    void eightFailuresInARow() {
        answer(status("queuing"));
        answer(
                "error.429.response.json",
                "error.500.get-result-failed.response.json",
                "error.502.empty-body.http.json");
        answer(hangUp());
        answer("error.502.empty-body.http.json");
        answer(hangUp());
        answer("error.500.get-result-failed.response.json", "error.429.response.json");
        answer(status("success-serving"));

        watch(AN_HOUR);

        assertStages(TrainingStage.QUEUED, TrainingStage.READY);
        assertThat(server.getRequestCount()).isEqualTo(10);
    }

    @Test
    void aRestartOfTheService() throws IOException {
        int port = freePort();
        try (MockWebServer service = started(port, status("queuing"))) {
            watch(AN_HOUR, client -> client, service.url("/").uri());
            TrainingRunService.await(() -> !watcher.getReceivedOnNext().isEmpty());
        }
        int before = connects.get();
        TrainingRunService.await(() -> connects.get() >= before + 3);
        assertThat(watcher.isTerminated()).isFalse();

        try (MockWebServer restarted = started(port, status("success-serving"))) {
            assertStages(TrainingStage.QUEUED, TrainingStage.READY);
            assertThat(restarted.getRequestCount()).isEqualTo(1);
        }
    }

    /** Given beforehand, since only a server that knows its port from the start can be followed by another on it. */
    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static MockWebServer started(int port, String answer) throws IOException {
        MockWebServer service = new MockWebServer();
        service.enqueue(Golden.answer(answer));
        service.start(port);
        return service;
    }

    @Test
    void namesThatAreNotResolvedForAWhile() {
        ForgetfulResolver resolver = new ForgetfulResolver(5);
        answer(status("success-serving"));

        watch(
                AN_HOUR,
                client -> client.resolver(resolver),
                URI.create("http://service.localhost:" + server.getPort() + "/"));

        assertStages(TrainingStage.READY);
        assertThat(resolver.asked()).isEqualTo(6);
    }

    @Test
    void aTaskThatIsNotYetKnown() {
        answer("error.404.task-not-found.response.json", "error.404.task-not-found.response.json");
        answer(status("queuing"), status("success-serving"));

        watch(AN_HOUR);

        assertStages(TrainingStage.QUEUED, TrainingStage.READY);
    }

    @Test
    void endsAtADefiniteError() {
        answer(status("queuing"), "error.401.unauthorized.response.json");

        watch(AN_HOUR);

        assertThat(failure()).isInstanceOf(AuthenticationException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void endsAtItsDeadlineThoughTheServiceStaysAway() {
        URI nobody = server.url("/").uri();
        server.close();

        watch(WatchLimits.builder(Duration.ofMillis(300)).build(), client -> client, nobody);

        assertThat(failure()).isInstanceOf(PollingTimeoutException.class).hasMessageContaining("deadline");
        assertThat(connects.get()).isGreaterThan(2);
    }

    @Test
    void endsAtTheLimitOfAStage() {
        for (int look = 0; look < 200; look++) {
            answer(status("queuing"));
        }

        watch(WatchLimits.builder(Duration.ofHours(1))
                .queueLimit(Duration.ofMillis(300))
                .build());

        assertThat(failure()).isInstanceOf(PollingTimeoutException.class).hasMessageContaining("QUEUED");
        assertThat(watcher.getReceivedOnNext().size()).isGreaterThan(2);
    }

    private static String status(String state) {
        return GOLDEN + state + ".response.json";
    }

    private static MockResponse hangUp() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private void assertStages(TrainingStage... stages) {
        watcher.block(LONG);
        assertThat(watcher.isTerminatedComplete()).isTrue();
        List<TrainingStage> seen = watcher.getReceivedOnNext().stream()
                .map(TaskStatus::stage)
                .distinct()
                .toList();
        assertThat(seen).containsExactly(stages);
    }

    private Throwable failure() {
        watcher.block(LONG);
        return watcher.expectTerminalError();
    }
}
