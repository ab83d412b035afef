package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Duration A_YEAR = Duration.ofDays(365);

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 1000", "2, 2000", "4, 8000", "5, 10000", "6, 10000", "2147483647, 10000"})
    void growsByItsFactorUpToTheLongestWait(int attempt, long millis) {
        Backoff backoff = Backoff.of(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

        assertThat(backoff.delay(attempt)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.0000001, 1.5, 1e300, Double.MAX_VALUE})
    void neverShrinksAndNeverOverflows(double factor) {
        Backoff backoff = Backoff.of(Duration.ofNanos(1), factor, A_YEAR);

        Duration before = Duration.ZERO;
        for (int attempt = 0; attempt < 2000; attempt++) {
            Duration delay = backoff.delay(attempt);
            assertThat(delay).isBetween(before, A_YEAR);
            before = delay;
        }
    }

    @Test
    void staysTheSameWithFactorOne() {
        Backoff backoff = Backoff.of(Duration.ofMillis(100), 1, Duration.ofSeconds(10));

        assertThat(backoff.delay(0)).isEqualTo(backoff.delay(1000)).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesFactorsBelowOne(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.of(Duration.ofSeconds(1), factor, Duration.ofSeconds(2)))
                .withMessage("factor must be at least 1 but was " + factor);
    }

    @Test
    void refusesWaitsThatDoNotFit() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.of(Duration.ZERO, 2, second))
                .withMessage("first must be above 0 but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.of(Duration.ofSeconds(2), 2, second))
                .withMessage("longest must be at least PT2S but was PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.of(second, 2, second).delay(-1))
                .withMessage("attempt must be at least 0 but was -1");
    }
}
