package io.github.novitagateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final String BASE = BaseModels.V1_5_PRUNED_EMAONLY;
    private static final PriceTable PIECES = PriceTable.of(new BigDecimal("1.50"), new BigDecimal("0.0015"));
    private static final PriceTable STEPS = new PriceTable(BigDecimal.ONE, new BigDecimal("0.001"), BigDecimal.ZERO);

    @Test
    void aTrainingCostsItsPiecePriceWhateverItsSteps() {
        assertThat(PIECES.of(StyleTrainingRequest.builder("ink", BASE).build())).isEqualByComparingTo("1.5");
        assertThat(PIECES.of(style(2000))).isEqualByComparingTo("1.5");
    }

    @Test
    void stepsAreCountedWhereTheyHaveAPrice() {
        SubjectExpertSettings settings =
                SubjectExpertSettings.builder("ohwx").maxTrainSteps(500).build();

        assertThat(STEPS.of(style(2000))).isEqualByComparingTo("3");
        assertThat(STEPS.of(SubjectTrainingRequest.builder("me", BASE, settings).build()))
                .isEqualByComparingTo("1.5");
    }

    @Test
    void thePriceOfStepsThatAreLeftToTheServiceIsNotKnown() {
        assertThat(STEPS.of(StyleTrainingRequest.builder("ink", BASE).build())).isNull();
        assertThat(STEPS.of(StyleTrainingRequest.builder("ink", BASE)
                        .expertSettings(StyleExpertSettings.builder().build())
                        .build()))
                .isNull();
    }

    @Test
    void aDrawingCostsByTheImage() {
        assertThat(PIECES.of(
                        TextToImageRequest.builder("c", "a hill").imageNum(4).build()))
                .isEqualByComparingTo("0.006");
    }

    @Test
    void pricesAreNeverBelowNothing() {
        BigDecimal below = new BigDecimal("-0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceTable(below, BigDecimal.ZERO, BigDecimal.ZERO))
                .withMessage("prices.training must be 0 or more with at most 9 decimals but was -0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceTable(BigDecimal.ZERO, below, BigDecimal.ZERO))
                .withMessageStartingWith("prices.step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceTable(BigDecimal.ZERO, BigDecimal.ZERO, below))
                .withMessageStartingWith("prices.image");
    }

    @Test
    void theFloorIsNothingUnlessItIsSet() {
        Budget budget = Budget.builder("spring", BigDecimal.TEN, PIECES).build();

        assertThat(budget).isEqualTo(new Budget("spring", BigDecimal.TEN, BigDecimal.ZERO, PIECES));
        assertThat(Budget.builder("spring", BigDecimal.TEN, PIECES)
                        .floor(BigDecimal.ONE)
                        .build()
                        .floor())
                .isEqualByComparingTo("1");
    }

    @Test
    void figuresOutOfRangeAreNamed() {
        BigDecimal below = new BigDecimal("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.builder("spring", below, PIECES).build())
                .withMessage("budget.limit must be 0 or more with at most 9 decimals but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.builder("spring", BigDecimal.ONE, PIECES)
                        .floor(below)
                        .build())
                .withMessageStartingWith("budget.floor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.builder(" ", BigDecimal.ONE, PIECES).build())
                .withMessage("budget.run must not be blank but was \"\"");
    }

    private static StyleTrainingRequest style(int steps) {
        return StyleTrainingRequest.builder("ink", BASE)
                .expertSettings(
                        StyleExpertSettings.builder().maxTrainSteps(steps).build())
                .build();
    }
}
