package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Time limits and connections that never come, over real sockets. */
class TimeLimitsTest extends DownloadTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");

    /** The first call of a process can take longer than the limits here. */
    @BeforeEach
    void callOnce() throws InterruptedException {
        answer("training-style.get.training.response.json");
        value(status());
        request();
    }

    private Mono<?> status() {
        return novita.trainings().status(TRAINING);
    }

    private void use(NovitaConfig.Builder config) {
        novita.close();
        novita = gateway(config.retry(RetryPolicy.none()).build());
    }

    /** Each byte comes well within the limit; all of them would take more than a minute. */
    private static MockResponse trickling() {
        return new MockResponse.Builder()
                .body("x".repeat(1000))
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build();
    }

    @Test
    void requestTimeoutBoundsAnAnswerThatTrickles() {
        use(config().requestTimeout(SHORT));
        answer(trickling());

        assertBreaksOff(status(), true, "PT0.4S");
    }

    @Test
    void requestTimeoutBoundsARefusalThatTrickles() {
        use(config().requestTimeout(SHORT));
        answer(new MockResponse.Builder(trickling()).code(503).build());

        assertBreaksOff(status(), true, "PT0.4S");
    }

    @Test
    void requestTimeoutBoundsTheWaitForAnAnswer() throws IOException {
        try (RawServer silent = new RawServer()) {
            use(config().requestTimeout(SHORT).baseUrl(silent.uri()));

            assertBreaksOff(status(), true, "PT0.4S");
        }
    }

    @Test
    void downloadTimeoutBoundsAnImageThatTrickles() {
        use(config().downloadTimeout(SHORT));
        answer(trickling());

        StepVerifier.create(novita.images().bytes(image()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                DownloadException.class,
                                broken -> assertThat(broken.reason()).isEqualTo(Reason.INTERRUPTED))
                        .hasMessageContaining("PT0.4S"))
                .verify(LONG);
    }

    @Test
    void uploadTimeoutBoundsThePut() throws IOException {
        try (RawServer silent = new RawServer()) {
            use(config().uploadTimeout(SHORT));
            answer(StorageTest.slot("upload-url.string-id.response.json", silent.uri()));

            assertBreaksOff(novita.assets().upload(Pictures.numbered(1)), true, "PT0.4S");
        }
    }

    @Test
    void aRefusedConnectionIsSurelyNotSent() throws IOException {
        use(config().baseUrl(nobodyListens()));

        assertBreaksOff(status(), false, "before the request was sent");
    }

    @Test
    void anUnresolvableHostIsSurelyNotSent() {
        use(config().baseUrl(URI.create("https://nobody.invalid")));

        assertBreaksOff(status(), false, "before the request was sent");
    }

    @Test
    void aPaidRequestThatSurelyWasNotSentIsNoUnknownOutcome() throws IOException {
        use(config().baseUrl(nobodyListens()));

        assertBreaksOff(novita.images().submit(drawing()), false, "before the request was sent");
    }

    @Test
    void aPaidRequestWithoutAnAnswerLeavesTheOutcomeUnknown() throws IOException {
        try (RawServer silent = new RawServer()) {
            use(config().requestTimeout(SHORT).baseUrl(silent.uri()));

            StepVerifier.create(novita.images().submit(drawing()))
                    .expectError(SubmitOutcomeUnknownException.class)
                    .verify(LONG);
        }
    }

    private static TextToImageRequest drawing() {
        return TextToImageRequest.builder("model.safetensors", "a lighthouse").build();
    }

    /** A port that was free a moment ago. */
    private static URI nobodyListens() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://localhost:" + taken.getLocalPort());
        }
    }

    private static void assertBreaksOff(Mono<?> operation, boolean maybeProcessed, String text) {
        StepVerifier.create(operation)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(TransportException.class, broken -> {
                            assertThat(broken.requestMayHaveBeenProcessed()).isEqualTo(maybeProcessed);
                            assertThat(broken.isTransient()).isTrue();
                        })
                        .hasMessageContaining(text))
                .verify(LONG);
    }
}
