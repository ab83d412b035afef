package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.ControlNetUnit.Preprocessors;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.ImageToImageRequest.IpAdapter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageToImageRequestTest {
    private static final String MODEL = "realisticVisionV51_v51VAE_94301.safetensors";
    private static final ImageSource SKETCH = ImageSource.file(Path.of("no", "such", "sketch.png"));
    private static final ControlNetUnit DEPTH =
            ControlNetUnit.builder("control_v11", SKETCH, Preprocessors.DEPTH).build();
    private static final IpAdapter LOOKS = IpAdapter.of(IpAdapter.SD15, SKETCH, 0.5);

    private static ImageToImageRequest.Builder builder() {
        return ImageToImageRequest.builder(MODEL, SKETCH, "a lighthouse");
    }

    /** The picture does not exist: nothing looks for it before the request is sent. */
    @Test
    void hasTheDefaultsOfTheOfficialClientsAndReadsNothing() {
        assertThat(builder().build())
                .isEqualTo(new ImageToImageRequest(
                        MODEL,
                        SKETCH,
                        "a lighthouse",
                        null,
                        512,
                        512,
                        1,
                        20,
                        new BigDecimal("7.5"),
                        new BigDecimal("0.5"),
                        "Euler a",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null));
    }

    @Test
    void holdsWhatWasSet() {
        OutputOptions output = OutputOptions.builder().enterprisePlan(true).build();

        ImageToImageRequest request = builder()
                .negativePrompt("blurry")
                .size(640, 768)
                .imageNum(2)
                .steps(30)
                .guidanceScale(8)
                .strength(0.70)
                .sampler(Samplers.DPM_PP_2M_KARRAS)
                .seed(123)
                .lora(Lora.of("a", 0.7))
                .embedding(Embedding.of("easynegative_8955"))
                .vae("")
                .clipSkip(2)
                .refiner(Refiner.of(0.7))
                .controlNet(DEPTH)
                .ipAdapter(LOOKS)
                .output(output)
                .build();

        assertThat(request)
                .isEqualTo(new ImageToImageRequest(
                        MODEL,
                        SKETCH,
                        "a lighthouse",
                        "blurry",
                        640,
                        768,
                        2,
                        30,
                        BigDecimal.valueOf(8),
                        new BigDecimal("0.7"),
                        "DPM++ 2M Karras",
                        123L,
                        List.of(Lora.of("a", 0.7)),
                        List.of(Embedding.of("easynegative_8955")),
                        "",
                        2,
                        Refiner.of(0.7),
                        List.of(DEPTH),
                        List.of(LOOKS),
                        output));
    }

    @Test
    void takesAnyNumberOfGuidingPicturesAndOneForTheLooks() {
        assertThat(builder().controlNet(DEPTH).controlNet(DEPTH).build().controlNetUnits())
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().ipAdapter(LOOKS).ipAdapter(LOOKS).build())
                .withMessage("ipAdapters.size must be 0..1 but was 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01})
    void refusesStrengthsOutsideZeroToOne(double strength) {
        String rest = "trength must be 0..1 but was " + strength;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().strength(strength).build())
                .withMessage("s" + rest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAdapter.of(IpAdapter.SDXL, SKETCH, strength))
                .withMessage("ipAdapter.s" + rest);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void takesStrengthsOnTheEdge(double strength) {
        BigDecimal plain = new BigDecimal((int) strength);

        assertThat(builder().strength(strength).build().strength()).isEqualTo(plain);
        assertThat(IpAdapter.of(IpAdapter.SDXL, SKETCH, strength).strength()).isEqualTo(plain);
    }

    @Test
    void sharesTheRangesOfDrawingFromWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().size(512, 2049).build())
                .withMessage("height must be 128..2048 but was 2049");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().imageNum(9).build())
                .withMessage("imageNum must be 1..8 but was 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().clipSkip(13).build())
                .withMessage("clipSkip must be 1..12 but was 13");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().guidanceScale(0.9).build())
                .withMessage("guidanceScale must be 1..30 but was 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .lora(Lora.of("a", 0.1))
                        .lora(Lora.of("a", 0.2))
                        .build())
                .withMessage("loras.modelName must be named once but was again a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageToImageRequest.builder(MODEL, SKETCH, "x".repeat(1025))
                        .build())
                .withMessage("prompt must be 1..1024 code points but was 1025");
    }

    @Test
    void needsAPicture() {
        assertThatNullPointerException()
                .isThrownBy(() -> ImageToImageRequest.builder(MODEL, Absent.value(), "a"))
                .withMessage("image");
        assertThatNullPointerException()
                .isThrownBy(() -> IpAdapter.of(IpAdapter.SD15, Absent.value(), 1))
                .withMessage("ipAdapter.image");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAdapter.of(" ", SKETCH, 1))
                .withMessageStartingWith("ipAdapter.modelName must not be blank");
    }

    @Test
    void statesTheLimitsOfTheServiceForItsPictures() {
        assertThat(ImageToImageRequest.MAX_IMAGE_BYTES).isEqualTo(10 * 1024 * 1024);
        assertThat(ImageToImageRequest.MAX_IMAGE_PIXELS).isEqualTo(4096 * 4096);
    }
}
