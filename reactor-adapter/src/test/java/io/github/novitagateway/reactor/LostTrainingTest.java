package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.subscriber.TestSubscriber;

/** A training whose answer was lost: looked for by its name, never sent again. */
class LostTrainingTest extends LostTrainingService {

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

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void theTaskOfThatNameIsTheAnswer(MockResponse lost) throws InterruptedException {
        answer(lost);
        answerJson(list(row("other", "ink-hills-00000000"), row("lost-1", request.name())));

        assertThat(value(submit())).isEqualTo(TaskId.style("lost-1"));
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }

    @Test
    void theKindIsThatOfTheOrderWhateverTheListSaysOfIt() {
        SubjectTrainingRequest subject = SubjectTrainingRequest.builder(
                        "portraits",
                        "v1-5-pruned-emaonly",
                        SubjectExpertSettings.builder("a ohwx person").build())
                .images(List.of(TrainingImage.of(AssetId.of("a1"))))
                .build();
        answer(status(502));
        answerJson(list("{\"task_id\":\"lost-1\",\"task_name\":\"%s\",\"created_at\":1}".formatted(subject.name())));

        assertThat(value(novita.trainings().submit(subject))).isEqualTo(TaskId.subject("lost-1"));
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

    private static String fullPage() {
        return String.join(
                ",",
                IntStream.range(0, 100)
                        .mapToObj(i -> row("t" + i, "hills-" + i))
                        .toList());
    }
}
