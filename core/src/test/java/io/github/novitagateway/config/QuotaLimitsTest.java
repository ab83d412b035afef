package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theDocumentedLimitsAreThoseOfDrawings() {
        QuotaLimits limits = QuotaLimits.documented();

        assertThat(limits.rate(Pool.TEXT_TO_IMAGE)).isEqualTo(new Rate(20, MINUTE, 18));
        assertThat(limits.rate(Pool.IMAGE_TO_IMAGE)).isEqualTo(new Rate(10, MINUTE, 9));
        assertThat(limits.rate(Pool.TRAINING)).isNull();
        assertThat(limits.rate(Pool.UPLOAD_SLOT)).isNull();
        assertThat(limits.longestWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.mostWaiting()).isEqualTo(4096);
    }

    @Test
    void whatIsSetIsThere() {
        QuotaLimits limits = QuotaLimits.builder()
                .unlimited(Pool.TEXT_TO_IMAGE)
                .rate(Pool.TRAINING, Rate.of(2, MINUTE))
                .longestWait(MINUTE)
                .mostWaiting(1)
                .build();

        assertThat(limits.rate(Pool.TEXT_TO_IMAGE)).isNull();
        assertThat(limits.rate(Pool.TRAINING)).isEqualTo(new Rate(2, MINUTE, 2));
        assertThat(limits.longestWait()).isEqualTo(MINUTE);
        assertThat(limits.mostWaiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void ratesAtTheirEdges(int permits) {
        assertThat(new Rate(permits, MINUTE, permits).permits()).isEqualTo(permits);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, permits", "1000001, 1, permits", "1, 0, burst", "1, 1000001, burst"})
    void ratesBeyondTheirEdges(int permits, int burst, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(permits, MINUTE, burst))
                .withMessageStartingWith(field + " must be 1..1000000 but was ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_001})
    void linesBeyondTheirEdges(int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuotaLimits.builder().mostWaiting(most).build())
                .withMessageContaining("mostWaiting")
                .withMessageEndingWith(" but was " + most);
    }

    @Test
    void spansMustBeSpans() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.of(1, Duration.ZERO))
                .withMessageContaining("period");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> QuotaLimits.builder().longestWait(Duration.ZERO).build())
                .withMessageContaining("longestWait");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT1S, 1", "PT30S, 10", "PT1M, 20", "PT1M1S, 21", "P400000D, 2147483647"})
    void whatComesInATimeIsRoundedUp(Duration span, int permits) {
        assertThat(Rate.of(20, MINUTE).within(span)).isEqualTo(permits);
    }
}
