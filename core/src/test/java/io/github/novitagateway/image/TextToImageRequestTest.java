package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.HiresFix.Upscaler;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextToImageRequestTest {
    private static final String MODEL = "realisticVisionV51_v51VAE_94301.safetensors";

    private static TextToImageRequest.Builder builder() {
        return TextToImageRequest.builder(MODEL, "a lighthouse");
    }

    private static OutputOptions output(ImageFormat format) {
        return OutputOptions.builder().responseImageType(format).build();
    }

    @Test
    void hasTheDefaultsOfTheOfficialClients() {
        assertThat(builder().build())
                .isEqualTo(new TextToImageRequest(
                        MODEL,
                        "a lighthouse",
                        null,
                        512,
                        512,
                        1,
                        20,
                        new BigDecimal("7.5"),
                        "Euler a",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void holdsWhatWasSet() {
        HiresFix hires = HiresFix.builder(1024, 1536)
                .strength(0.5)
                .upscaler(Upscaler.LATENT)
                .build();
        OutputOptions output = output(ImageFormat.PNG);

        TextToImageRequest request = builder()
                .negativePrompt("blurry")
                .size(512, 768)
                .imageNum(2)
                .steps(30)
                .guidanceScale(8)
                .sampler(Samplers.DPM_PP_2M_KARRAS)
                .seed(123)
                .lora(Lora.of("a", 0.7))
                .lora(Lora.of("b", 0.3))
                .embedding(Embedding.of("easynegative_8955"))
                .vae("")
                .clipSkip(2)
                .hiresFix(hires)
                .refiner(Refiner.of(0.7))
                .transparentBackground(true)
                .restoreFaces(false)
                .output(output)
                .build();

        assertThat(request)
                .isEqualTo(new TextToImageRequest(
                        MODEL,
                        "a lighthouse",
                        "blurry",
                        512,
                        768,
                        2,
                        30,
                        new BigDecimal("8"),
                        "DPM++ 2M Karras",
                        123L,
                        List.of(Lora.of("a", 0.7), Lora.of("b", 0.3)),
                        List.of(Embedding.of("easynegative_8955")),
                        "",
                        2,
                        hires,
                        Refiner.of(0.7),
                        true,
                        false,
                        output));
    }

    @Test
    void isNotChangedByItsBuilderLater() {
        var builder = builder().lora(Lora.of("a", 1));
        TextToImageRequest request = builder.build();

        builder.lora(Lora.of("b", 1)).embedding(Embedding.of("c"));

        assertThat(request.loras()).containsExactly(Lora.of("a", 1));
        assertThat(request.embeddings()).isEmpty();
    }

    @Test
    void namesEachLoraOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .lora(Lora.of("a", 0.1))
                        .lora(Lora.of("a", 0.2))
                        .build())
                .withMessage("loras.modelName must be named once but was again a");
    }

    @Test
    void takesFiveLorasAndFiveEmbeddingsAndNoSixth() {
        var builder = builder();
        IntStream.range(0, 5).forEach(i -> builder.lora(Lora.of("l" + i, 1)).embedding(Embedding.of("e" + i)));
        assertThatNoException().isThrownBy(builder::build);

        builder.embedding(Embedding.of("e5"));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("embeddings.size must be 0..5 but was 6");
        builder.lora(Lora.of("l5", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("loras.size must be 0..5 but was 6");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "WEBP"})
    void refusesATransparentBackgroundInFormatsOtherThanPng(ImageFormat format) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .transparentBackground(true)
                        .output(output(format))
                        .build())
                .withMessage("output.responseImageType must be PNG with a transparent background but was " + format);
        assertThatNoException()
                .isThrownBy(() -> builder()
                        .transparentBackground(false)
                        .output(output(format))
                        .build());
    }

    @Test
    void takesATransparentBackgroundWhenTheFormatIsLeftToTheService() {
        assertThat(builder().transparentBackground(true).build().enableTransparentBackground())
                .isTrue();
        assertThat(builder()
                        .transparentBackground(true)
                        .output(OutputOptions.builder().build())
                        .build()
                        .output())
                .isNotNull();
    }

    @Test
    void namesWhatIsAbsent() {
        assertThatNullPointerException()
                .isThrownBy(
                        () -> TextToImageRequest.builder(Absent.value(), "x").build())
                .withMessage("modelName");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> TextToImageRequest.builder("m", Absent.value()).build())
                .withMessage("prompt");
        assertThatNullPointerException()
                .isThrownBy(() -> builder().lora(Absent.value()))
                .withMessage("lora");
    }
}
