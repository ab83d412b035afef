package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.PacedPollingTest.missed;
import static io.github.novitagateway.reactor.PacedPollingTest.seen;
import static io.github.novitagateway.reactor.PacedPollingTest.waits;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static io.github.novitagateway.reactor.WatchedTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExponentialPollingTest {

    private static final PollingPolicy DOUBLING =
            PollingPolicy.exponential(Duration.ofSeconds(1), 2, Duration.ofSeconds(10));

    @Test
    void growsByTheFactorUpToTheLongest() {
        PollingPolicy drawings = PollingPolicy.exponential(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5));

        assertThat(waits(drawings.start(), seen(QUEUED), seen(QUEUED), seen(QUEUED), seen(QUEUED), seen(QUEUED)))
                .isEqualTo(LongStream.of(1000, 1500, 2250, 3375, 5000)
                        .mapToObj(Duration::ofMillis)
                        .toList());
    }

    @Test
    void waitsTheFirstWaitBeforeTheFirstRequestOfANewTask() {
        assertThat(DOUBLING.first()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void startsOverWhenTheStageChanges() {
        assertThat(waits(DOUBLING.start(), seen(QUEUED), seen(QUEUED), seen(QUEUED), seen(TRAINING), seen(TRAINING)))
                .isEqualTo(seconds(1, 2, 4, 1, 2));
    }

    @Test
    void goesOnWhenOnlyProgressChanges() {
        assertThat(waits(DOUBLING.start(), seen(training(1.0, null)), seen(training(2.0, null))))
                .isEqualTo(seconds(1, 2));
    }

    @Test
    void growsOverFailuresToo() {
        assertThat(waits(DOUBLING.start(), missed(null), missed(null), seen(QUEUED), missed(QUEUED), missed(QUEUED)))
                .isEqualTo(seconds(1, 2, 1, 2, 4));
    }

    @Test
    void everyWatchHasAMemoryOfItsOwn() {
        waits(DOUBLING.start(), seen(QUEUED), seen(QUEUED));

        assertThat(waits(DOUBLING.start(), seen(QUEUED))).isEqualTo(seconds(1));
    }

    @Test
    void fixedWaitsAlwaysTheSame() {
        PollingPolicy policy = PollingPolicy.fixed(Duration.ofSeconds(7));

        assertThat(policy.first()).isEqualTo(Duration.ofSeconds(7));
        assertThat(waits(policy.start(), missed(null), seen(QUEUED), seen(QUEUED), seen(TRAINING)))
                .isEqualTo(seconds(7, 7, 7, 7));
    }

    @Test
    void refusesAFactorBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PollingPolicy.exponential(Duration.ofSeconds(1), 0.9, Duration.ofSeconds(5)))
                .withMessage("factor must be at least 1 but was 0.9");
    }
}
