package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.RetryStrategy.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "' 120 ', 120"})
    void readsSeconds(String header, long seconds) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void readsADateAsTheTimeUntilThen() {
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 08:01:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void readsADateOfTheLastCenturyAsNoWait() {
        assertThat(RetryAfter.parse("Wed, 21 Oct 1998 07:28:00 GMT", NOW)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void cutsAWaitToAYear(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999999999999999", "Mon, 99 Nov 2026 08:01:30 GMT"})
    void takesWhatIsNeitherForNone(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
