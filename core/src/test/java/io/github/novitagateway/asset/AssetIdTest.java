package io.github.novitagateway.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetIdTest {
    @Test
    void remembersWhetherItWasANumber() {
        assertThat(AssetId.of(100024L)).isEqualTo(new AssetId("100024", true)).hasToString("100024");
        assertThat(AssetId.of("100024")).isEqualTo(new AssetId("100024", false)).hasToString("100024");
        assertThat(AssetId.of("100024")).isNotEqualTo(AssetId.of(100024L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100024", "99999999999999999999999999"})
    void takesWholeNumbersOfAnySizeAsNumeric(String value) {
        assertThat(new AssetId(value, true).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a1b", "1.0", "1e3", "007", "+1", "-0", " 1"})
    void refusesOtherTextsAsNumeric(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssetId(value, true))
                .withMessage("assetId must be a whole number but was \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refusesWhatCannotBeAnId(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssetId.of(value))
                .withMessageStartingWith("assetId must not ");
    }

    @Test
    void namesItselfWhenAbsent() {
        assertThatNullPointerException()
                .isThrownBy(() -> AssetId.of(Absent.<String>value()))
                .withMessage("assetId");
    }
}
