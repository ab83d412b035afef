package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** How the search for a lost training ends where it finds nothing. */
class LostTrainingEndTest extends LostTrainingService {

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
    void cancellingEndsTheSearch() throws InterruptedException {
        answer(status(503));
        answerJson(list());
        TestSubscriber<TaskId> caller = start(submit());
        TrainingRunService.await(() -> clock.waitsFor(Duration.ofSeconds(1)));

        caller.cancel();

        assertThat(clock.waitingTimers()).isZero();
        assertThat(allRequests()).containsExactly(POST, LOOK);
    }
}
