package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.ControlNetUnit.Preprocessors;
import io.github.novitagateway.image.HiresFix.Upscaler;
import org.junit.jupiter.api.Test;

class DrawingConstantsTest {
    @Test
    void samplersAreTheTwentyDocumentedOnes() {
        assertThat(Samplers.all())
                .containsExactly(
                        "Euler a",
                        "Euler",
                        "LMS",
                        "Heun",
                        "DPM2",
                        "DPM2 a",
                        "DPM++ 2S a",
                        "DPM++ 2M",
                        "DPM++ SDE",
                        "DPM fast",
                        "DPM adaptive",
                        "LMS Karras",
                        "DPM2 Karras",
                        "DPM2 a Karras",
                        "DPM++ 2S a Karras",
                        "DPM++ 2M Karras",
                        "DPM++ SDE Karras",
                        "DDIM",
                        "PLMS",
                        "UniPC")
                .hasSize(20);
    }

    @Test
    void preprocessorsAreTheTwentyEightDocumentedOnes() {
        assertThat(Preprocessors.all())
                .containsExactly(
                        "scribble_hed",
                        "softedge_hed",
                        "scribble_hedsafe",
                        "softedge_hedsafe",
                        "depth_midas",
                        "mlsd",
                        "openpose",
                        "openpose_face",
                        "openpose_faceonly",
                        "openpose_full",
                        "openpose_hand",
                        "dwpose",
                        "scribble_pidinet",
                        "softedge_pidinet",
                        "scribble_pidsafe",
                        "softedge_pidsafe",
                        "normal_bae",
                        "lineart_coarse",
                        "lineart_realistic",
                        "lineart_anime",
                        "lineart",
                        "depth_zoe",
                        "shuffle",
                        "mediapipe_face",
                        "canny",
                        "depth",
                        "depth_leres",
                        "depth_leres++")
                .hasSize(28);
    }

    @Test
    void upscalersAreTheThreeDocumentedOnesAndOpenForMore() {
        assertThat(Upscaler.all())
                .extracting(Upscaler::toString)
                .containsExactly("RealESRGAN_x4plus_anime_6B", "RealESRNet_x4plus", "Latent");
        assertThat(Upscaler.of("Lanczos").value()).isEqualTo("Lanczos");
    }
}
