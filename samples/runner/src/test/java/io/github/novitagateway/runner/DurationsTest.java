package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
    private final Durations durations = new Durations();

    @ParameterizedTest
    @CsvSource({"200ms, 200", "5s, 5000", "2m, 120000", "1h, 3600000", "PT1.5S, 1500", "pt2m, 120000"})
    void readsShortFormsAndIso8601(String text, long millis) {
        assertThat(durations.convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5x", "-5s", "0s", "PT0S", "PT-1S", "1.5s", "9999999999999999999s"})
    void refusesOtherFormsAndWhatIsNotAboveZero(String text) {
        assertThatThrownBy(() -> durations.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("200ms, 5s, 2m, 1h")
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void allowsBlanksAroundTheText() {
        assertThat(durations.convert(" 5s ")).isEqualTo(Duration.ofSeconds(5));
    }
}
