package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** A training whose answer was lost: looked for by its name, never sent again. */
class LostTrainingTest extends ServiceTest {

    private static final String POST = "POST /v3/training/style";
    private static final String LOOK = "GET /v3/training";

    private final VirtualClock clock = new VirtualClock();
    private final StyleTrainingRequest request = training().build();

    static Stream<MockResponse> lostAnswers() {
        SocketEffect close = new SocketEffect.CloseSocket();
        MockResponse.Builder accepted = new MockResponse.Builder().body("{\"task_id\":\"lost-1\"}");
        return Stream.of(
                accepted.clone().onResponseStart(close).build(),
                accepted.clone().onResponseBody(close).build(),
                status(500),
                status(502),
                status(503),
                status(504),
                new MockResponse.Builder().body("{}").build(),
                new MockResponse.Builder().body("<html>").build(),
                new MockResponse.Builder().build());
    }

    @BeforeEach
    void virtualTime() {
        restart(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void theTaskOfThatNameIsTheAnswer(MockResponse lost) throws InterruptedException {
        answer(lost);
        answerJson(list(row("other", "ink-hills-00000000"), row("lost-1", request.name())));

        assertThat(value(submit())).isEqualTo(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }

    @Test
    void anAnswerThatNeverCameIsLookedForToo() throws InterruptedException {
        answer(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        answerJson(list(row("lost-1", request.name())));
        TestSubscriber<TaskId> caller = start(submit());
        request();

        clock.advance(Duration.ofSeconds(30));

        caller.block(LONG);
        assertThat(caller.getReceivedOnNext()).containsExactly(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(LOOK);
    }

    @Test
    void theListIsLookedAtAgainAfterGrowingGaps() throws InterruptedException {
        answer(status(503));
        IntStream.range(0, 3).forEach(look -> answerJson(list()));
        answerJson(list(row("lost-1", request.name())));
        TestSubscriber<TaskId> caller = start(submit());

        Stream.of(1, 2, 4).map(Duration::ofSeconds).forEach(this::passes);

        caller.block(LONG);
        assertThat(caller.getReceivedOnNext()).containsExactly(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(POST, LOOK, LOOK, LOOK, LOOK);
    }

    @Test
    void whatIsNotFoundInTimeStaysUnknown() throws InterruptedException {
        restart(Duration.ofSeconds(6));
        answer(status(503));
        IntStream.range(0, 3).forEach(look -> answerJson(list(row("other", "ink-hills"))));
        TestSubscriber<TaskId> caller = start(submit());

        Stream.of(1, 2).map(Duration::ofSeconds).forEach(this::passes);

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOfSatisfying(SubmitOutcomeUnknownException.class, unknown -> {
                    assertThat(unknown.name()).isEqualTo(request.name());
                    assertThat(unknown.candidates()).isEmpty();
                });
        assertThat(allRequests()).containsExactly(POST, LOOK, LOOK, LOOK);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void allPagesAreLookedAt() throws InterruptedException {
        answer(status(502));
        answerJson("{\"tasks\":[%s],\"pagination\":{\"next_cursor\":\"c_1\"}}".formatted(fullPage()));
        answerJson(list(row("lost-1", request.name())));

        assertThat(value(submit())).isEqualTo(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(POST, LOOK, LOOK);
    }

    @Test
    void clocksMayDifferBySeconds() {
        clock.advance(Duration.ofDays(365));
        long tried = Instant.EPOCH.plus(clock.elapsed()).getEpochSecond();
        answer(status(502));
        answerJson(list(row("old", request.name(), tried - 60), row("lost-1", request.name(), tried - 8)));

        assertThat(value(submit())).isEqualTo(TaskId.style("lost-1"));
    }

    @Test
    void aLookThatFailsForAPassingReasonIsRepeatedLater() throws InterruptedException {
        answer(status(503));
        answer(status(503));
        answerJson(list(row("lost-1", request.name())));
        TestSubscriber<TaskId> caller = start(submit());

        passes(Duration.ofSeconds(1));

        caller.block(LONG);
        assertThat(caller.getReceivedOnNext()).containsExactly(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(POST, LOOK, LOOK);
    }

    @Test
    void aLookThatIsRefusedEndsTheSearchAndIsTold() throws InterruptedException {
        answer(status(503));
        answer("error.403.invalid-api-key.response.json");

        TestSubscriber<TaskId> caller = start(submit());

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .satisfies(unknown ->
                        assertThat(unknown.getSuppressed()).hasExactlyElementsOfTypes(AuthenticationException.class));
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }

    @Test
    void aListThatCouldNotBeReadAtLastIsTold() {
        restart(Duration.ofSeconds(1));
        answer(status(503));
        answerJson(list());
        answer(status(502));
        TestSubscriber<TaskId> caller = start(submit());

        passes(Duration.ofSeconds(1));

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .satisfies(unknown ->
                        assertThat(unknown.getSuppressed()).hasExactlyElementsOfTypes(ServerException.class));
    }

    @Test
    void aListThatWasReadAtLastIsNotSpokenOf() {
        restart(Duration.ofSeconds(1));
        answer(status(503));
        answer(status(502));
        answerJson(list());
        TestSubscriber<TaskId> caller = start(submit());

        passes(Duration.ofSeconds(1));

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void looksThatTakeLongCountTowardsTheSearch() throws InterruptedException {
        answer(status(503));
        answer(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        TestSubscriber<TaskId> caller = start(submit());
        TrainingRunService.await(() -> server.getRequestCount() == 2);

        clock.advance(Duration.ofSeconds(30));

        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(SubmitOutcomeUnknownException.class);
        assertThat(allRequests()).containsExactly(POST, LOOK);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void closingEndsTheSearchAtOnce() {
        answer(status(503));
        answerJson(list());
        TestSubscriber<TaskId> caller = start(submit());
        TrainingRunService.await(() -> clock.waitsFor(Duration.ofSeconds(1)));

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .satisfies(unknown ->
                        assertThat(unknown.getSuppressed()).hasExactlyElementsOfTypes(GatewayClosedException.class));
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void nothingIsTakenForATaskOfAnExactName() throws InterruptedException {
        answer(status(503));
        answerJson(list(row("one", "ink-hills"), row("other", "hills"), row("two", "ink-hills")));

        TestSubscriber<TaskId> caller =
                start(novita.trainings().submit(training().exactName().build()));

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOfSatisfying(
                        SubmitOutcomeUnknownException.class,
                        unknown -> assertThat(unknown.candidates())
                                .extracting(TrainingTask::taskId)
                                .containsExactly(TaskId.style("one"), TaskId.style("two")));
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error.400.validator.response.json", "error.403.balance-not-enough.response.json"})
    void aDefiniteRefusalIsNotLookedFor(String refusal) throws InterruptedException {
        answer(refusal);

        start(submit()).block(LONG);

        assertThat(allRequests()).containsExactly(POST);
    }

    @Test
    void cancellingEndsTheSearch() throws InterruptedException {
        answer(status(503));
        answerJson(list());
        TestSubscriber<TaskId> caller = start(submit());
        TrainingRunService.await(() -> clock.waitsFor(Duration.ofSeconds(1)));

        caller.cancel();

        assertThat(clock.waitingTimers()).isZero();
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }

    private Mono<TaskId> submit() {
        return novita.trainings().submit(request);
    }

    private static StyleTrainingRequest.Builder training() {
        return StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")));
    }

    private void restart(Duration outcomeSearch) {
        novita.close();
        novita = NovitaGateway.builder(config().retry(RetryPolicy.builder()
                                .maxRetries(0)
                                .outcomeSearch(outcomeSearch)
                                .build())
                        .build())
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .build();
    }

    /** Waits for the timer and lets it fire. */
    private void passes(Duration wait) {
        TrainingRunService.await(() -> clock.waitsFor(wait));
        clock.advance(wait);
    }

    private static TestSubscriber<TaskId> start(Mono<TaskId> submit) {
        TestSubscriber<TaskId> caller = TestSubscriber.create();
        submit.subscribe(caller);
        return caller;
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    private static String fullPage() {
        return String.join(
                ",",
                IntStream.range(0, 100)
                        .mapToObj(i -> row("t" + i, "hills-" + i))
                        .toList());
    }

    private static String list(String... rows) {
        return "{\"tasks\":[" + String.join(",", rows) + "],\"pagination\":{\"next_cursor\":\"\"}}";
    }

    private static String row(String id, String name) {
        return row(id, name, 1);
    }

    private static String row(String id, String name, long createdAt) {
        return "{\"task_id\":\"%s\",\"task_name\":\"%s\",\"task_type\":\"style\",\"created_at\":%d}"
                .formatted(id, name, createdAt);
    }
}
