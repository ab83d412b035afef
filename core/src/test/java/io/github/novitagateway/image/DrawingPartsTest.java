package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.image.ControlNetUnit.Preprocessors;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.HiresFix.Upscaler;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingPartsTest {
    private static final ImageSource PICTURE = ImageSource.bytes("pose.png", new byte[] {1, 2, 3});

    private static ControlNetUnit.Builder unit() {
        return ControlNetUnit.builder("control_v11", PICTURE, Preprocessors.CANNY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01})
    void refusesStrengthsAndPartsOutsideZeroToOne(double value) {
        String rest = " must be 0..1 but was " + value;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lora.of("a", value))
                .withMessage("lora.strength" + rest);
        assertThatIllegalArgumentException().isThrownBy(() -> Refiner.of(value)).withMessage("refiner.switchAt" + rest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiresFix.builder(512, 512).strength(value).build())
                .withMessage("hiresFix.strength" + rest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit().strength(value).build())
                .withMessage("controlNet.strength" + rest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit().guidanceStart(value).build())
                .withMessage("controlNet.guidanceStart" + rest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit().guidanceEnd(value).build())
                .withMessage("controlNet.guidanceEnd" + rest);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void takesStrengthsAndPartsOnTheEdge(double value) {
        BigDecimal plain = new BigDecimal((int) value);

        assertThat(Lora.of("a", value).strength()).isEqualTo(plain);
        assertThat(Refiner.of(value).switchAt()).isEqualTo(plain);
        assertThat(HiresFix.builder(512, 512).strength(value).build().strength())
                .isEqualTo(plain);
        assertThat(unit().guidanceEnd(value).build().guidanceEnd()).isEqualTo(plain);
    }

    @Test
    void writesEqualStrengthsAsEqualValues() {
        assertThat(Lora.of("a", 0.8)).isEqualTo(new Lora("a", new BigDecimal("0.80")));
    }

    @ParameterizedTest
    @ValueSource(ints = {127, 4097})
    void refusesHiresSizesOutside(int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiresFix.builder(side, 512).build())
                .withMessage("hiresFix.targetWidth must be 128..4096 but was " + side);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiresFix.builder(512, side).build())
                .withMessage("hiresFix.targetHeight must be 128..4096 but was " + side);
    }

    @Test
    void leavesTheRestOfAHiresPassToTheService() {
        assertThat(HiresFix.builder(128, 4096).build()).isEqualTo(new HiresFix(128, 4096, null, null));
    }

    @Test
    void refusesBlankNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lora.of(" ", 1))
                .withMessageStartingWith("lora.modelName must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(""))
                .withMessageStartingWith("embedding.modelName must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Upscaler.of(""))
                .withMessageStartingWith("upscaler must not be blank");
    }

    @Test
    void guidesFullyAndThroughoutByDefault() {
        assertThat(unit().build())
                .isEqualTo(new ControlNetUnit("control_v11", PICTURE, BigDecimal.ONE, "canny", null, null));
    }

    @Test
    void showsTheNameOfTheGuidingPictureAndNotItsBytes() {
        assertThat(unit().build().toString()).contains("control_v11", "name=pose.png, size=3", "canny");
    }
}
