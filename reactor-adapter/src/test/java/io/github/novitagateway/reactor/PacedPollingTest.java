package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.DEPLOYING;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static io.github.novitagateway.reactor.WatchedTraining.status;
import static io.github.novitagateway.reactor.WatchedTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.reactor.PollingPolicy.Session;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacedPollingTest {

    private static final Observation FAILED_BEFORE_ANY = new Observation(null, true);

    @Test
    void waitsFiveSecondsBeforeTheFirstRequestOfANewTask() {
        assertThat(PollingPolicy.paced().first()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUING", "UNKNOWN", "", "PAUSED", "TRAINING"})
    void waitsLongestWhereNothingTellsWhenItWillChange(String word) {
        assertThat(waits(seen(status(word, 40.0, null)))).isEqualTo(seconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 3000",
        "4285, 3000",
        "10000, 7000",
        "30000, 21000",
        "40000, 28000",
        "43000, 30000",
        "600000, 30000"
    })
    void waitsSevenTenthsOfTheEstimateBetweenThreeAndThirtySecondsInTraining(long eta, long wait) {
        assertThat(waits(seen(training(null, Duration.ofMillis(eta))))).containsExactly(Duration.ofMillis(wait));
    }

    @Test
    void takesAnEstimateOfZeroForNone() {
        assertThat(waits(seen(training(99.0, Duration.ZERO)))).isEqualTo(seconds(30));
    }

    @Test
    void heedsAnEstimateInTrainingOnly() {
        assertThat(waits(seen(status("QUEUING", null, Duration.ofSeconds(10))))).isEqualTo(seconds(30));
    }

    @Test
    void asksOftenWhileDeployingAndAfterTwentyMinutesSeldomAgain() {
        List<Duration> waits =
                waits(Stream.generate(() -> seen(DEPLOYING)).limit(402).toArray(Observation[]::new));

        assertThat(waits.subList(0, 400)).containsOnly(Duration.ofSeconds(3));
        assertThat(waits.subList(400, 402)).containsOnly(Duration.ofSeconds(30));
    }

    @Test
    void countsTheTimeInDeploymentFromItsBeginning() {
        Session session =
                PacedPolling.builder().patience(Duration.ofSeconds(6)).build().start();

        assertThat(waits(session, seen(DEPLOYING), seen(DEPLOYING), seen(TRAINING), seen(DEPLOYING), seen(DEPLOYING)))
                .isEqualTo(seconds(3, 3, 30, 3, 3));
    }

    @Test
    void backsOffAfterFailedPollsFromTheWaitItWasAtToTheLongest() {
        assertThat(waits(seen(DEPLOYING), missed(DEPLOYING), missed(DEPLOYING), missed(DEPLOYING), missed(DEPLOYING)))
                .isEqualTo(seconds(3, 6, 12, 24, 30));
    }

    @Test
    void backsOffFromTheFirstWaitWhenNothingWasEverSeen() {
        assertThat(waits(FAILED_BEFORE_ANY, FAILED_BEFORE_ANY, FAILED_BEFORE_ANY, FAILED_BEFORE_ANY))
                .isEqualTo(seconds(10, 20, 30, 30));
    }

    @Test
    void returnsToThePaceOfTheStageAfterFailures() {
        assertThat(waits(seen(DEPLOYING), missed(DEPLOYING), seen(DEPLOYING), seen(QUEUED)))
                .isEqualTo(seconds(3, 6, 3, 30));
    }

    @Test
    void aShorterLongestWaitShortensEveryWait() {
        PollingPolicy policy = PollingPolicy.paced(Duration.ofSeconds(2));

        assertThat(policy.first()).isEqualTo(Duration.ofSeconds(2));
        assertThat(waits(
                        policy.start(),
                        seen(QUEUED),
                        seen(training(null, Duration.ofSeconds(60))),
                        seen(training(null, Duration.ofSeconds(1))),
                        seen(DEPLOYING),
                        missed(DEPLOYING)))
                .containsOnly(Duration.ofSeconds(2));
    }

    @Test
    void everyNumberIsASetting() {
        PacedPolling policy = PacedPolling.builder()
                .first(Duration.ofSeconds(1))
                .longest(Duration.ofSeconds(60))
                .shortest(Duration.ofSeconds(4))
                .etaShare(0.5)
                .deploying(Duration.ofSeconds(7))
                .patience(Duration.ofSeconds(14))
                .build();

        assertThat(policy.first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(waits(
                        policy.start(),
                        seen(QUEUED),
                        seen(training(null, Duration.ofSeconds(100))),
                        seen(training(null, Duration.ofSeconds(2))),
                        seen(DEPLOYING),
                        seen(DEPLOYING),
                        seen(DEPLOYING)))
                .isEqualTo(seconds(60, 50, 4, 7, 7, 60));
    }

    @Test
    void everyWatchHasAMemoryOfItsOwn() {
        PollingPolicy policy = PollingPolicy.paced();
        Session first = policy.start();
        waits(first, FAILED_BEFORE_ANY, FAILED_BEFORE_ANY);

        assertThat(waits(policy.start(), FAILED_BEFORE_ANY)).isEqualTo(seconds(10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
    void refusesAShareOutsideOfItsRange(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PacedPolling.builder().etaShare(share).build())
                .withMessage("etaShare must be above 0 and at most 1 but was " + share);
    }

    @Test
    void refusesAWaitOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PacedPolling.builder().deploying(Duration.ZERO).build())
                .withMessage("deploying must be above 0 but was PT0S");
    }

    private static List<Duration> waits(Observation... observations) {
        return waits(PollingPolicy.paced().start(), observations);
    }

    static List<Duration> waits(Session session, Observation... observations) {
        return Stream.of(observations).map(session::next).toList();
    }

    static Observation seen(TaskStatus status) {
        return new Observation(status, false);
    }

    static Observation missed(@Nullable TaskStatus last) {
        return new Observation(last, true);
    }
}
