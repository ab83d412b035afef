package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A paid request: what refuses it, what leaves its outcome unknown, and how often it reaches the server. */
class SubmitOutcomeTest extends ServiceTest {

    private static final StyleTrainingRequest TRAINING = StyleTrainingRequest.builder(
                    "ink-hills", "v1-5-pruned-emaonly")
            .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")))
            .build();
    private static final String ACCEPTED = "{\"task_id\":\"11111111-2222-4333-8444-000000000001\"}";

    static Stream<String> serverErrors() {
        return Golden.answers("error.5").stream().sorted();
    }

    static Stream<String> refusals() {
        return Stream.concat(
                Golden.answers("error.4").stream()
                        .filter(file -> !file.startsWith("error.429."))
                        .sorted(),
                Stream.of("error.200.v2-style.response.json", "error.429.anonymous-quota.response.json"));
    }

    static Stream<MockResponse> unusableAcceptances() {
        return Stream.of(
                        "",
                        "null",
                        "{}",
                        "[]",
                        "<html></html>",
                        "{\"task_id\":\"1111",
                        "{\"task_id\":\"\"}",
                        "{\"task_id\":\" \"}",
                        "{\"task_id\":null,\"data\":null}",
                        "{\"code\":0,\"msg\":\"\",\"data\":{\"task_id\":\"\"}}",
                        "{\"task_id\":\"" + "x".repeat(257) + "\"}",
                        "{\"task_id\":\"two\\nlines\"}")
                .map(body -> new MockResponse.Builder().body(body).build());
    }

    static Stream<MockResponse> brokenOff() {
        SocketEffect close = new SocketEffect.CloseSocket();
        return Stream.of(
                accepted().onRequestBody(close).build(),
                accepted().onResponseStart(close).build(),
                accepted().onResponseBody(close).build());
    }

    static Stream<MockResponse> heldBack() {
        SocketEffect hold = SocketEffect.Stall.INSTANCE;
        return Stream.of(
                accepted().onResponseStart(hold).build(),
                accepted().onResponseBody(hold).build());
    }

    @BeforeEach
    void listNone() {
        listNoTraining();
    }

    @ParameterizedTest
    @MethodSource("serverErrors")
    void aServerErrorLeavesTheOutcomeUnknownAndIsNotRepeated(String file) throws InterruptedException {
        answer(file);

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(ServerException.class);
        assertPaidRequests(1);

        answer(file);
        assertThat(unknownOutcome(draw()).name()).isNull();
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @MethodSource("unusableAcceptances")
    void anAcceptanceWithoutAUsableIdLeavesTheOutcomeUnknown(MockResponse acceptance) throws InterruptedException {
        answer(acceptance);

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(MalformedResponseException.class);
        assertPaidRequests(1);
    }

    @Test
    void anAnswerBeyondTheCapLeavesTheOutcomeUnknown() throws InterruptedException {
        restart(config().maxResponseBytes(20).build());
        answer(accepted().build());

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(MalformedResponseException.class);
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 9})
    void anInternalErrorInTheOldEnvelopeLeavesTheOutcomeUnknown(int code) throws InterruptedException {
        answerJson("{\"code\":" + code + ",\"msg\":\"internal\",\"data\":null}");

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(ServerException.class);
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 500, -7})
    void aCodeOfTheOldEnvelopeThatNobodyKnowsLeavesTheOutcomeUnknown(int code) throws InterruptedException {
        answerJson("{\"code\":" + code + ",\"msg\":\"said\",\"data\":null}");

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(ApiException.class);
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @MethodSource("brokenOff")
    void anAnswerThatBreaksOffLeavesTheOutcomeUnknownAndIsNotRepeated(MockResponse lost) throws InterruptedException {
        answer(lost);

        assertLostAfterTheWrite(unknownOutcome(train()));
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @MethodSource("heldBack")
    void anAnswerThatDoesNotComeLeavesTheOutcomeUnknownAndIsNotRepeated(MockResponse lost) throws InterruptedException {
        restart(config().requestTimeout(Duration.ofSeconds(1)).build());
        answer(lost);

        assertLostAfterTheWrite(unknownOutcome(train()));
        assertPaidRequests(1);
    }

    @Test
    void aConnectionResetAfterTheWriteLeavesTheOutcomeUnknownAndIsNotRepeated() throws IOException {
        try (FaultServer resetting = new FaultServer(FaultTarget.SUBMIT_STYLE, Fault.RESET_AFTER_REQUEST)) {
            restart(config().baseUrl(resetting.base()).build());

            assertLostAfterTheWrite(unknownOutcome(train()));
            assertThat(resetting.read()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownOutcomeTellsWhatToLookFor() {
        Instant before = Instant.now().minusMillis(1);
        answer("error.502.empty-body.http.json");

        SubmitOutcomeUnknownException unknown = unknownOutcome(train());

        assertThat(unknown.name()).isEqualTo(TRAINING.name());
        assertThat(unknown.attemptedAt()).isBetween(before, Instant.now());
        assertThat(unknown.candidates()).isEmpty();
        assertThat(unknown.isTransient()).isFalse();
        assertThat(unknown).hasMessageContaining(TRAINING.name());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsDefiniteAndIsNotRepeated(String file) throws InterruptedException {
        answer(file);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> value(train()))
                .satisfies(refused -> assertThat(refused.isTransient()).isFalse());
        assertPaidRequests(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 405, 409, 410, 418})
    void anyOtherStatusBelow500IsDefinite(int status) throws InterruptedException {
        answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", server.url("/elsewhere"))
                .build());

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> value(train()))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(status));
        assertPaidRequests(1);
    }

    @Test
    void aUsedUpBalanceIsToldEvenUnderSuccess() {
        answer("error.200.v2-style.response.json");

        assertThatExceptionOfType(InsufficientBalanceException.class).isThrownBy(() -> value(draw()));
    }

    @Test
    void anyTwoHundredWithAnIdIsAnAcceptance() {
        answer(accepted().code(202).build());

        assertThat(value(train()).value()).isEqualTo("11111111-2222-4333-8444-000000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"task_id\":\"t1\",\"data\":{}}",
                "{\"code\":200,\"msg\":\"ok\",\"task_id\":\"t1\"}",
                "{\"task_id\":\"\",\"data\":{\"task_id\":\"t1\"}}"
            })
    void anIdAnywhereIsAnAcceptance(String body) {
        answerJson(body);

        assertThat(value(train())).isEqualTo(TaskId.style("t1"));
    }

    @Test
    void aRateLimitIsRepeatedUntilTheServiceAccepts() throws InterruptedException {
        answer("error.429.response.json", "error.429.cloudflare-1015.http.json", "training-style.create.response.json");

        value(train());

        assertPaidRequests(3);
    }

    @Test
    void aRateLimitThatLastsSurfacesAsItself() throws InterruptedException {
        answer("error.429.response.json", "error.429.response.json");
        answer("error.429.response.json", "error.429.response.json");

        assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> value(train()));
        assertPaidRequests(4);
    }

    @Test
    void aServerErrorAfterARateLimitEndsTheRepeating() throws InterruptedException {
        answer("error.429.response.json", "error.503.service-not-available.response.json");

        assertThat(unknownOutcome(train())).hasCauseInstanceOf(ServerException.class);
        assertPaidRequests(2);
    }

    /** That so many have come since the last count. */
    private void assertPaidRequests(int expected) throws InterruptedException {
        assertThat(allRequests().stream().filter(request -> request.startsWith("POST")))
                .hasSize(expected);
    }

    private Mono<TaskId> train() {
        return novita.trainings().submit(TRAINING);
    }

    private Mono<TaskId> draw() {
        return novita.images()
                .submit(TextToImageRequest.builder("model", "a hill").build());
    }

    private void restart(NovitaConfig config) {
        novita.close();
        novita = gateway(config);
    }

    private static MockResponse.Builder accepted() {
        return new MockResponse.Builder().body(ACCEPTED);
    }

    private static SubmitOutcomeUnknownException unknownOutcome(Mono<TaskId> submit) {
        try {
            throw new AssertionError("a known outcome: " + value(submit));
        } catch (SubmitOutcomeUnknownException unknown) {
            return unknown;
        }
    }

    private static void assertLostAfterTheWrite(SubmitOutcomeUnknownException unknown) {
        assertThat(unknown)
                .cause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.requestMayHaveBeenProcessed())
                                .isTrue());
    }
}
