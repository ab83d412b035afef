package io.github.novitagateway.training;

import static io.github.novitagateway.training.ModelFamily.SDXL;
import static io.github.novitagateway.training.ModelFamily.STABLE_DIFFUSION_1_5;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFamilyTest {
    @Test
    void everyListedBaseModelHasAFamily() {
        assertThat(BaseModels.all())
                .filteredOn(name -> ModelFamily.of(name).orElseThrow() == SDXL)
                .containsExactly(
                        BaseModels.STABLE_DIFFUSION_XL_BASE_1_0,
                        BaseModels.DREAMSHAPER_XL_09_ALPHA,
                        BaseModels.PROTOVISION_XL_HIGH_FIDELITY_3D,
                        BaseModels.SDXL_UNSTABLE_DIFFUSERS_V11,
                        BaseModels.EPICREALISM_XL_V10,
                        BaseModels.YESMIX_XL_V10,
                        BaseModels.ANIMAGINE_XL_V31);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realisticVisionV51_v51VAE_94301.safetensors",
                "someMix_SD15_1.safetensors",
                "another-sd1.5.safetensors",
                "v1-5-inpainting"
            })
    void checkpointsOfTheOlderFamilyAreToldByTheirNames(String name) {
        assertThat(ModelFamily.of(name)).contains(STABLE_DIFFUSION_1_5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juggernautXL_v9.safetensors", "sd_xl_base_1.0.safetensors"})
    void checkpointsOfSdxlAreToldByTheirNames(String name) {
        assertThat(ModelFamily.of(name)).contains(SDXL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-dev", "ponyDiffusion_v6.safetensors", ""})
    void otherNamesDoNotTell(String name) {
        assertThat(ModelFamily.of(name)).isEmpty();
    }
}
