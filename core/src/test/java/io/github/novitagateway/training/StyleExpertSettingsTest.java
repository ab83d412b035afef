package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.ExpertSettings.LearningRates;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleExpertSettingsTest {
    private static StyleExpertSettings.Builder builder() {
        return StyleExpertSettings.builder();
    }

    @Test
    void leavesEverythingToTheServiceByDefault() {
        assertThat(builder().build())
                .isEqualTo(new StyleExpertSettings(null, null, null, null, null, null, null, null));
    }

    @Test
    void holdsWhatWasSet() {
        StyleExpertSettings settings = builder()
                .trainBatchSize(4)
                .learningRate(LearningRates.RATE_1E_4)
                .maxTrainSteps(500)
                .seed(2023)
                .lrScheduler(LearningRateScheduler.COSINE)
                .lrWarmupSteps(0)
                .subjectPrompt("ohwx, soft light")
                .subjectClass("person")
                .build();

        assertThat(settings)
                .isEqualTo(new StyleExpertSettings(
                        4,
                        new BigDecimal("0.0001"),
                        500,
                        2023L,
                        LearningRateScheduler.of("cosine"),
                        0,
                        "ohwx, soft light",
                        "person"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void refusesBatchesOutsideOneToFour(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().trainBatchSize(size).build())
                .withMessage("trainBatchSize must be 1..4 but was " + size);
    }

    @Test
    void refusesFewerThanOneStepASeedBelowOneAndANegativeWarmUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maxTrainSteps(0).build())
                .withMessage("maxTrainSteps must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().seed(-1).build())
                .withMessage("seed must be at least 1 but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().lrWarmupSteps(-1).build())
                .withMessage("lrWarmupSteps must be at least 0 but was -1");
    }

    @ParameterizedTest
    @CsvSource({"1e-4, 0.0001", "0.00005, 0.00005", "3e-4, 0.0003", "1, 1"})
    void writesLearningRatesInPlainNotation(double rate, String plain) {
        assertThat(builder().learningRate(rate).build().learningRate())
                .isEqualTo(new BigDecimal(plain))
                .isEqualTo(builder()
                        .learningRate(new BigDecimal(plain + (plain.contains(".") ? "00" : ".00")))
                        .build()
                        .learningRate());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-4, Double.NaN})
    void refusesLearningRatesThatAreNotAboveZero(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().learningRate(rate))
                .withMessageStartingWith("learningRate must be ");
    }

    @Test
    void cannotBeMadeOutOfRangePastItsBuilder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StyleExpertSettings(null, BigDecimal.ZERO, null, null, null, null, null, null))
                .withMessage("learningRate must be above 0 but was 0");
    }

    @Test
    void refusesBlankSubjectPrompts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().subjectPrompt(" ").subjectClass("person").build())
                .withMessage("instancePrompt must not be blank but was \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().subjectPrompt("ohwx").subjectClass("").build())
                .withMessage("classPrompt must not be blank but was \"\"");
    }

    @Test
    void takesEachPromptOfASubjectAlone() {
        assertThat(builder().subjectPrompt("ohwx").build())
                .isEqualTo(new StyleExpertSettings(null, null, null, null, null, null, "ohwx", null));
        assertThat(builder().subjectClass("person").build())
                .isEqualTo(new StyleExpertSettings(null, null, null, null, null, null, null, "person"));
    }
}
