package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.training.TrainingComponent.Arg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingComponentTest {
    @Test
    void writesAResizeAsTheDocsDo() {
        assertThat(TrainingComponent.resize(512, 768))
                .isEqualTo(new TrainingComponent("resize", List.of(new Arg("width", "512"), new Arg("height", "768"))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "1.4, 1.4", "2.25, 2.25", "10, 10.0", "0.5, 0.5"})
    void writesRatiosAsTheDocsDo(double ratio, String written) {
        assertThat(TrainingComponent.faceCropRegion(ratio))
                .isEqualTo(new TrainingComponent("face_crop_region", List.of(new Arg("ratio", written))));
    }

    @Test
    void writesAFaceRestoreAsTheDocsDo() {
        assertThat(TrainingComponent.faceRestore("gfpgan_1.4", 1))
                .isEqualTo(new TrainingComponent(
                        "face_restore", List.of(new Arg("method", "gfpgan_1.4"), new Arg("upscale", "1.0"))));
    }

    @Test
    void takesAnyOtherStepWithItsArgumentsInOrder() {
        Map<String, String> args = new LinkedHashMap<>();
        args.put("z", "1");
        args.put("a", "");

        assertThat(TrainingComponent.of("sharpen", args))
                .isEqualTo(new TrainingComponent("sharpen", List.of(new Arg("z", "1"), new Arg("a", ""))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesRatiosThatAreNotAboveZero(double ratio) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingComponent.faceCropRegion(ratio))
                .withMessageStartingWith("ratio must be ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingComponent.faceRestore("gfpgan_1.4", ratio))
                .withMessageStartingWith("upscale must be ");
    }

    @Test
    void refusesWhatTheServiceCouldNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingComponent.resize(0, 1))
                .withMessage("width must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingComponent.of(" ", Map.of()))
                .withMessageStartingWith("component.name must not be blank");
        assertThatNullPointerException()
                .isThrownBy(() -> new Arg("ratio", Absent.value()))
                .withMessage("arg.value");
    }
}
