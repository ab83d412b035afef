package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.guard.Absent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void repeatsThreeTimesByDefaultAndNeverWhenToldSo() {
        Backoff backoff = Backoff.of(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

        assertThat(RetryPolicy.defaults()).isEqualTo(new RetryPolicy(3, backoff, Duration.ofMinutes(1)));
        assertThat(RetryPolicy.none().maxRetries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11})
    void refusesToRepeatMoreThanTenTimes(int retries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxRetries(retries).build())
                .withMessage("maxRetries must be 0..10 but was " + retries);
    }

    @Test
    void obeysWaitsOfTheServiceOrNone() {
        assertThat(RetryPolicy.builder()
                        .longestRetryAfter(Duration.ZERO)
                        .build()
                        .longestRetryAfter())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .longestRetryAfter(SECOND.negated())
                        .build())
                .withMessage("longestRetryAfter must be at least 0 but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .outcomeSearch(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .withMessage("outcomeSearch must be at most 365 days but was PT2562047788015215H30M7S");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryPolicy.builder().backoff(Absent.value()).build())
                .withMessage("backoff");
    }

    @Test
    void watchesTrainingsForADayAndDrawingsForTenMinutes() {
        Duration queue = Duration.ofMinutes(15);
        Duration training = Duration.ofMinutes(60);
        Duration deployment = Duration.ofMinutes(10);

        assertThat(WatchLimits.forTraining())
                .isEqualTo(new WatchLimits(Duration.ofHours(24), null, null, null, queue, training, deployment));
        assertThat(WatchLimits.forImages())
                .isEqualTo(new WatchLimits(Duration.ofMinutes(10), null, null, null, queue, training, deployment));
    }

    @Test
    void holdsTheLimitsThatWereSet() {
        assertThat(WatchLimits.builder(SECOND)
                        .queueLimit(SECOND.plusMillis(1))
                        .trainingLimit(SECOND.plusMillis(2))
                        .deploymentLimit(SECOND.plusMillis(3))
                        .queueStall(SECOND.plusMillis(4))
                        .trainingStall(SECOND.plusMillis(5))
                        .deploymentStall(SECOND.plusMillis(6))
                        .build())
                .isEqualTo(new WatchLimits(
                        SECOND,
                        SECOND.plusMillis(1),
                        SECOND.plusMillis(2),
                        SECOND.plusMillis(3),
                        SECOND.plusMillis(4),
                        SECOND.plusMillis(5),
                        SECOND.plusMillis(6)));
    }

    @Test
    void refusesLimitsThatAreNotAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchLimits.builder(Duration.ZERO).build())
                .withMessage("deadline must be above 0 but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        WatchLimits.builder(SECOND).queueLimit(Duration.ZERO).build())
                .withMessage("queueLimit must be above 0 but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchLimits.builder(SECOND)
                        .deploymentStall(SECOND.negated())
                        .build())
                .withMessage("deploymentStall must be above 0 but was PT-1S");
    }
}
