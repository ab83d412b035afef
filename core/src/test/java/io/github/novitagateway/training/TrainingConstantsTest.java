package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.ExpertSettings.LearningRates;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingConstantsTest {
    @Test
    void baseModelsAreTheSeventeenDocumentedOnesWithoutFileSuffix() {
        assertThat(BaseModels.all())
                .containsExactly(
                        "stable-diffusion-xl-base-1.0",
                        "dreamshaperXL09Alpha_alpha2Xl10_91562",
                        "protovisionXLHighFidelity3D_release0630Bakedvae_154359",
                        "v1-5-pruned-emaonly",
                        "epicrealism_naturalSin_121250",
                        "chilloutmix_NiPrunedFp32Fix",
                        "abyssorangemix3AOM3_aom3a3_10864",
                        "dreamshaper_8_93211",
                        "WFChild_v1.0",
                        "majichenmixrealistic_v10",
                        "realisticVisionV51_v51VAE_94301",
                        "sdxlUnstableDiffusers_v11_216694",
                        "realisticVisionV40_v40VAE_81510",
                        "epicrealismXL_v10_247189",
                        "somboy_v10_172675",
                        "yesmixXL_v10_283329",
                        "animagineXLV31_v31_325600")
                .hasSize(17);
    }

    @Test
    void schedulersAreTheSixDocumentedOnesAndOpenForMore() {
        assertThat(LearningRateScheduler.all())
                .extracting(LearningRateScheduler::toString)
                .containsExactly(
                        "constant", "linear", "cosine", "cosine_with_restarts", "polynomial", "constant_with_warmup");
        assertThat(LearningRateScheduler.of("piecewise").value()).isEqualTo("piecewise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRateScheduler.of(""))
                .withMessageStartingWith("lrScheduler must not be blank");
    }

    @Test
    void learningRatesAreTheFiveDocumentedOnes() {
        assertThat(LearningRates.all())
                .isEqualTo(List.of(
                        new BigDecimal("0.0001"),
                        new BigDecimal("0.00001"),
                        new BigDecimal("0.000001"),
                        new BigDecimal("0.0002"),
                        new BigDecimal("0.00005")));
    }
}
