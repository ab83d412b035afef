package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.benchmarks.TrainingWorld.Hints;
import io.github.novitagateway.reactor.PollingPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The default policy keeps what was measured when it was chosen, within 5 %. The trainings are the same each time. */
class PollingTest {

    private static final double ALLOWED = 1.05;
    private static final double ROUNDING = 0.05;
    private static final int ENOUGH_FOR_MEANS = 4_000;

    static Stream<Arguments> usualWorlds() {
        return Stream.of(
                Arguments.of(Hints.NONE, 26.1, 3.2, 12.8),
                Arguments.of(Hints.NOISY, 30.3, 1.7, 3.1),
                Arguments.of(Hints.COARSE_IN_HALF, 28.0, 2.6, 9.8),
                Arguments.of(Hints.MISLEADING, 32.2, 1.9, 3.2));
    }

    @ParameterizedTest
    @MethodSource("usualWorlds")
    void theDefaultCostsAndBringsWhatItDidWhenItWasChosen(Hints hints, double polls, double mean, double late) {
        PolicyTrial trial = ofTheDefault(TrainingWorld.usual(hints), TrainingWorld.TRAININGS);

        assertThat(trial.polls()).isLessThan(ALLOWED * polls + ROUNDING);
        assertThat(trial.meanDelay()).isLessThan(ALLOWED * mean + ROUNDING);
        assertThat(trial.lateDelay()).isLessThan(ALLOWED * late + ROUNDING);
    }

    static Stream<Arguments> otherWorlds() {
        return Stream.of(
                Arguments.of(Hints.NONE, 0, 6.4, 10.0),
                Arguments.of(Hints.NOISY, 0, 8.4, 1.9),
                Arguments.of(Hints.NONE, 1, 2.7, 9.3),
                Arguments.of(Hints.NOISY, 1, 4.4, 2.3),
                Arguments.of(Hints.NONE, 2, 213, 1.7),
                Arguments.of(Hints.NOISY, 2, 218, 1.7),
                Arguments.of(Hints.NONE, 3, 112, 1.7),
                Arguments.of(Hints.NOISY, 3, 117, 1.7));
    }

    @ParameterizedTest
    @MethodSource("otherWorlds")
    void theSameInOtherWorlds(Hints hints, int world, double polls, double mean) {
        PolicyTrial trial = ofTheDefault(TrainingWorld.others(hints).get(world), ENOUGH_FOR_MEANS);

        assertThat(trial.polls()).isLessThan(ALLOWED * polls + ROUNDING);
        assertThat(trial.meanDelay()).isLessThan(ALLOWED * mean + ROUNDING);
    }

    private static PolicyTrial ofTheDefault(TrainingWorld world, int trainings) {
        return PolicyTrial.of(PollingPolicy.paced(), world.trainings(trainings, Polling.SEED), 0, Polling.SEED);
    }

    @Test
    void everyPolicyAndWorldHasARow() {
        assertThat(PrintedTable.of("polling", "--quick")).hasSize(1 + 5 + 1 + 4);
    }
}
