package io.github.novitagateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequireTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 5, 8})
    void takesNumbersOnAndBetweenTheBounds(long value) {
        assertThat(Require.within("imageNum", value, 1, 8)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, Long.MIN_VALUE, Long.MAX_VALUE})
    void namesFieldBoundsAndValueOfANumberOutside(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.within("imageNum", value, 1, 8))
                .withMessage("imageNum must be 1..8 but was " + value);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.0, 1", "0.50, 0.5", "1E+0, 1", "10.0, 10", "30, 30"})
    void writesDecimalsInOnePlainForm(BigDecimal given, String plain) {
        assertThat(Require.within("scale", given, 0, 30)).hasToString(plain).isEqualTo(new BigDecimal(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.0001", "1.0001", "1e9"})
    void namesFieldBoundsAndValueOfADecimalOutside(BigDecimal value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.within("strength", value, 0, 1))
                .withMessage("strength must be 0..1 but was " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoFiniteNumber(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.decimal("strength", value))
                .withMessage("strength must be a finite number but was " + value);
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0.8", "1.0, 1", "1e-4, 0.0001", "0.1, 0.1", "20, 20"})
    void turnsDoublesIntoTheDecimalThatAPersonMeans(double given, String meant) {
        assertThat(Require.decimal("x", given).toPlainString()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.00, 0", "1E+2, 100", "0.000000001, 0.000000001", "0.50, 0.5"})
    void takesMoneyDownToABillionth(BigDecimal given, String plain) {
        assertThat(Require.money("limit", given).toPlainString()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000000001", "0.0000000001"})
    void refusesMoneyThatIsLessThanNothingOrFiner(BigDecimal value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.money("limit", value))
                .withMessage("limit must be 0 or more with at most 9 decimals but was " + value);
    }

    @Test
    void tellsOfEveryCheckThatFails() {
        assertThatExceptionOfType(BoundException.class)
                .isThrownBy(() -> Require.all(
                        () -> Require.within("width", 0, 1, 8),
                        () -> Require.within("height", 1, 1, 8),
                        () -> Require.notBlank("name", " ")))
                .withMessage("width must be 1..8 but was 0")
                .satisfies(first -> assertThat(first.all())
                        .extracting(BoundException::field, BoundException::bound, BoundException::value)
                        .containsExactly(tuple("width", "1..8", "0"), tuple("name", "not be blank", "\"\"")));
    }

    @Test
    void refusesSpansThatAreNotAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.positive("deadline", Duration.ZERO))
                .withMessage("deadline must be above 0 but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.positive("deadline", Duration.ofSeconds(-1)))
                .withMessage("deadline must be above 0 but was PT-1S");
    }

    @Test
    void refusesSpansThatNoTimerCanHold() {
        Duration year = Duration.ofDays(365);

        assertThat(Require.positive("deadline", year)).isEqualTo(year);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.positive("deadline", year.plusNanos(1)))
                .withMessage("deadline must be at most 365 days but was PT8760H0.000000001S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesBlankTexts(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.label("name", value))
                .withMessageStartingWith("name must not be blank but was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ude00a", "\ude00\ud83d", "a\ud83d b"})
    void refusesHalvesOfSurrogatePairs(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.label("name", value))
                .withMessageStartingWith("name must not hold half a surrogate pair but was ");
    }

    @Test
    void takesWholeSurrogatePairs() {
        assertThat(Require.label("name", "a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000", "a\u0085b", "\u007Fa"})
    void refusesControlCharactersAndDoesNotRepeatThem(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.label("name", value))
                .withMessageStartingWith("name must not hold control characters but was ")
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(value));
    }

    @Test
    void countsCodePointsAndNotCharacters() {
        String pictograph = "\uD83C\uDF0A";

        Require.codePoints("prompt", pictograph.repeat(1024), 1, 1024);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.codePoints("prompt", pictograph.repeat(1025), 1, 1024))
                .withMessage("prompt must be 1..1024 code points but was 1025");
    }

    @Test
    void namesTheFieldThatIsAbsent() {
        assertThatNullPointerException()
                .isThrownBy(() -> Require.notBlank("name", Absent.value()))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Require.within("strength", Absent.<BigDecimal>value(), 0, 1))
                .withMessage("strength");
        assertThatNullPointerException()
                .isThrownBy(() -> Require.positive("deadline", Absent.<Duration>value()))
                .withMessage("deadline");
    }
}
