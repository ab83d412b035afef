package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.error;
import static io.github.novitagateway.reactor.WatchedTraining.notFound;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.training.TaskStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.subscriber.TestSubscriber;

/** Which failures a watch outlives. */
class TaskPollerFailuresTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    static Stream<NovitaException> passingFailures() {
        return Stream.of(
                overloaded(),
                rateLimited(null),
                new TransportException("reset", true, new IOException("reset")),
                new TransportException("refused", false, new IOException("refused")),
                new NotSentException("too many requests wait", true, null));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void noPassingFailureEndsAWatchHoweverOftenItComes(NovitaException failure) {
        TestSubscriber<TaskStatus> watcher = training.fails(failure).watch(training.poller());
        clock.advance(Duration.ofHours(1));
        training.now().answers(READY);
        clock.advance(Duration.ofSeconds(10));

        assertThat(training.asked).hasSize(362);
        assertThat(watcher.getReceivedOnNext()).containsExactly(READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    static Stream<NovitaException> definiteFailures() {
        return Stream.of(
                new AuthenticationException(error(403, "INVALID_API_KEY", null)),
                new InvalidRequestException(error(400, "INVALID_REQUEST_BODY", null)),
                new RouteGoneException(error(404, "API_NOT_FOUND", null)),
                new ApiException(error(403, "FEATURE_NOT_ALLOWED", null)),
                new MalformedResponseException("not JSON", null));
    }

    @ParameterizedTest
    @MethodSource("definiteFailures")
    void everyDefiniteFailureEndsAWatchAtOnce(NovitaException failure) {
        TestSubscriber<TaskStatus> watcher =
                training.answers(QUEUED).fails(failure).watch(training.poller());

        clock.advance(Duration.ofSeconds(10));

        assertThat(watcher.expectTerminalError()).isSameAs(failure);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aDefiniteFailureIsEverySubscribers() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED)
                .fails(new AuthenticationException(error(401, "", null)))
                .poller();
        TestSubscriber<TaskStatus> first = training.watch(poller);
        TestSubscriber<TaskStatus> second = training.watch(poller);

        clock.advance(Duration.ofSeconds(10));

        assertThat(first.expectTerminalError()).isInstanceOf(AuthenticationException.class);
        assertThat(second.expectTerminalError()).isSameAs(first.expectTerminalError());
    }

    @Test
    void aRetryAfterADefiniteFailureAsksAgain() {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        training.fails(new AuthenticationException(error(401, "", null))).answers(READY);

        training.poller().watch(ID).retry(1).subscribe(watcher);

        assertThat(training.asked).isEqualTo(seconds(0, 0));
        assertThat(watcher.getReceivedOnNext()).containsExactly(READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void notFoundWithinTheFirstTenSecondsCountsAsNotYetThere() {
        PollingPolicy everyThreeSeconds = PollingPolicy.fixed(Duration.ofSeconds(3));
        TestSubscriber<TaskStatus> watcher = training.fails(notFound(), notFound(), notFound(), notFound())
                .answers(QUEUED)
                .watch(training.poller(everyThreeSeconds, WatchLimits.forTraining()));

        clock.advance(Duration.ofSeconds(12));

        assertThat(training.asked).isEqualTo(seconds(0, 3, 6, 9, 12));
        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED);
        assertThat(watcher.isTerminated()).isFalse();
    }

    @Test
    void notFoundAfterTenSecondsEndsTheWatch() {
        TestSubscriber<TaskStatus> watcher = training.fails(notFound()).watch(training.poller());
        clock.advance(Duration.ofMillis(9_999));
        assertThat(watcher.isTerminated()).isFalse();

        clock.advance(Duration.ofMillis(1));

        assertThat(watcher.expectTerminalError()).isInstanceOf(TaskNotFoundException.class);
        assertThat(training.asked).isEqualTo(seconds(0, 10));
    }

    @Test
    void notFoundOfATaskThatWasSeenEndsTheWatchAtOnce() {
        PollingPolicy everySecond = PollingPolicy.fixed(Duration.ofSeconds(1));
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .fails(notFound())
                .watch(training.poller(everySecond, WatchLimits.forTraining()));

        clock.advance(Duration.ofSeconds(1));

        assertThat(watcher.expectTerminalError()).isInstanceOf(TaskNotFoundException.class);
    }

    @Test
    void aNewTaskThatIsNotYetThereIsAskedForAgain() {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        training.fails(notFound())
                .answers(QUEUED, READY)
                .poller(
                        PollingPolicy.exponential(Duration.ofSeconds(1), 2, Duration.ofSeconds(5)),
                        WatchLimits.forTraining())
                .watchFromStart(ID)
                .subscribe(watcher);

        clock.advance(Duration.ofSeconds(10));

        assertThat(training.asked).isEqualTo(seconds(1, 2, 3));
        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, READY);
    }

    @Test
    void whatIsNoFailureOfTheServiceIsNotHidden() {
        IllegalStateException defect = new IllegalStateException("a defect");
        TestSubscriber<TaskStatus> watcher = training.fails(defect).watch(training.poller());

        assertThat(watcher.expectTerminalError()).isSameAs(defect);
    }
}
