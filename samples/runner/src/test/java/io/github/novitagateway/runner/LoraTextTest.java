package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.image.Lora;
import io.github.novitagateway.training.BaseModels;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class LoraTextTest {
    @Test
    void readsAModelWithAndWithoutStrength() {
        assertThat(new LoraText().convert("ink:0.5")).isEqualTo(Lora.of("ink", 0.5));
        assertThat(new LoraText().convert("ink")).isEqualTo(Lora.of("ink", 0.8));
        assertThat(new LoraText().convert("a:b")).isEqualTo(Lora.of("a:b", 0.8));
    }

    @Test
    void refusesAStrengthWithoutAModel() {
        assertThatThrownBy(() -> new LoraText().convert(":0.8"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("lora.modelName must not be blank");
    }

    @Test
    void refusesAStrengthAboveOne() {
        assertThatThrownBy(() -> new LoraText().convert("ink:1.5"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("lora.strength must be 0..1 but was 1.5");
    }

    @Test
    void drawsWithACheckpointOfTheFamilyOfTheBaseModel() {
        assertThat(Checkpoints.fitting(BaseModels.EPICREALISM_NATURAL_SIN, null))
                .isEqualTo("realisticVisionV51_v51VAE_94301.safetensors");
        assertThat(Checkpoints.fitting(BaseModels.EPICREALISM_XL_V10, "x.safetensors"))
                .isEqualTo("x.safetensors");
    }

    @Test
    void wantsACheckpointToBeNamedForAnSdxlBaseModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoints.fitting(BaseModels.STABLE_DIFFUSION_XL_BASE_1_0, null))
                .withMessageContaining("--checkpoint");
    }
}
