package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.ListedTrainings.SERVING;
import static io.github.novitagateway.reactor.ListedTrainings.TRAINING;
import static io.github.novitagateway.reactor.ListedTrainings.failures;
import static io.github.novitagateway.reactor.ListedTrainings.ids;
import static io.github.novitagateway.reactor.WatchedTraining.error;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** What becomes of many watches where the list fails, or lacks a training. */
class WatchAllWithoutListTest {

    private static final List<TaskId> TWELVE = ids(12);
    private static final TaskId FIRST = TWELVE.get(0);

    private final ListedTrainings service = new ListedTrainings();

    @Test
    void aTrainingThatTheListNeverShowedIsWatchedAloneAtOnce() {
        service.hidden.add(FIRST);
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(3);

        assertThat(watcher.getReceivedOnNext()).hasSize(12);
        assertThat(service.alone).containsOnlyKeys(FIRST).containsEntry(FIRST, seconds(0));
    }

    @Test
    void aTrainingThatIsMissedOnceWaitsForTheNextSweep() {
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        for (int sweep = 0; sweep < 3; sweep++) {
            service.hidden.add(FIRST);
            service.advance(5);
            service.hidden.clear();
            service.advance(5);
        }

        assertThat(service.alone).isEmpty();
    }

    @Test
    void aTrainingThatIsMissedTwiceRunningIsWatchedAloneFromThenOn() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.hidden.add(FIRST);
        service.advance(11);
        assertThat(service.alone).containsOnlyKeys(FIRST);

        service.hidden.clear();
        service.with(TWELVE, SERVING).advance(6);

        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(watcher.getReceivedOnNext()).filteredOn(TaskStatus::terminal).hasSize(12);
    }

    @Test
    void trainingsFarBackInTheListAreWatchedAlone() {
        service.with(ids(5000), TRAINING).watchedBy(ids(5000).subList(4988, 5000));
        service.advance(16);

        assertThat(service.pages).isEqualTo(seconds(0, 0, 0));
        assertThat(service.alone).hasSize(12);
    }

    @Test
    void withoutAListEachIsWatchedAloneAndTheListIsNotAskedForAgain() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING)
                .listIsGone(new RouteGoneException(error(404, "API_NOT_FOUND", null)))
                .watchedBy(TWELVE);
        service.advance(60);

        assertThat(service.pages).hasSize(1);
        assertThat(service.alone).hasSize(12);
        assertThat(watcher.getReceivedOnNext()).hasSize(12);
    }

    @Test
    void aListThatIsForbiddenLaterLeavesNoTrainingUnwatched() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.listIsGone(new AuthenticationException(error(403, "ACCESS_DENY", null)))
                .advance(6);
        service.with(TWELVE, SERVING).advance(6);

        assertThat(watcher.getReceivedOnNext()).filteredOn(TaskStatus::terminal).hasSize(12);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void manyThatLeaveTheListAtOnceAreNoBurst() {
        service.with(ids(1000), TRAINING)
                .listIsGone(new RouteGoneException(error(404, "API_NOT_FOUND", null)))
                .watchedBy(ids(1000));
        service.clock.advance(Duration.ofMillis(999));
        assertThat(service.alone).hasSize(200);

        service.advance(4);

        assertThat(service.alone).hasSize(1000);
    }

    @Test
    void manyThatAreReadyAtOnceAreNoBurst() {
        service.with(ids(1000), SERVING).watchedBy(ids(1000));
        service.clock.advance(Duration.ofMillis(999));

        assertThat(service.alone).hasSize(200);
    }

    @Test
    void aListThatFailsForAPassingReasonIsAskedForAgainMoreAndMoreSeldom() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING)
                .listFails(overloaded(), overloaded(), overloaded(), overloaded())
                .watchedBy(TWELVE);
        service.advance(104);

        assertThat(service.pages).isEqualTo(seconds(0, 10, 30, 60, 90, 95, 100));
        assertThat(service.alone).isEmpty();
        assertThat(watcher.getReceivedOnNext()).hasSize(12);
    }

    @Test
    void theListIsNotAskedForBeforeTheServiceWantsItToBe() {
        service.with(TWELVE, TRAINING)
                .listFails(rateLimited(Duration.ofSeconds(70)))
                .watchedBy(TWELVE);
        service.advance(76);

        assertThat(service.pages).isEqualTo(seconds(0, 70, 75));
    }

    @Test
    void aFailureOnALaterPageCostsNoTrainingItsPlaceInTheList() {
        service.granted = 5;
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        assertThat(watcher.getReceivedOnNext()).hasSize(12);
        for (int sweep = 0; sweep < 3; sweep++) {
            service.listFails(overloaded());
            service.advance(10);
        }
        service.advance(5);

        assertThat(service.alone).isEmpty();
    }

    @Test
    void anErrorOfOneTrainingComesWhenTheOthersHaveEnded() {
        service.hidden.add(FIRST);
        service.refused.put(FIRST, new AuthenticationException(error(403, "ACCESS_DENY", null)));
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(20);
        assertThat(watcher.isTerminated()).isFalse();

        service.with(TWELVE, SERVING).advance(6);

        assertThat(watcher.getReceivedOnNext()).filteredOn(TaskStatus::terminal).hasSize(11);
        assertThat(watcher.expectTerminalError()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void errorsOfSeveralTrainingsAreSuppressedInOne() {
        List<TaskId> two = TWELVE.subList(0, 2);
        service.hidden.addAll(two);
        two.forEach(id -> service.refused.put(id, new TaskNotFoundException(error(404, "TASK_NOT_FOUND", null))));
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, SERVING).watchedBy(TWELVE);
        service.advance(60);

        assertThat(watcher.getReceivedOnNext()).hasSize(10);
        assertThat(failures(watcher.expectTerminalError()))
                .hasSize(2)
                .hasOnlyElementsOfType(TaskNotFoundException.class);
    }
}
