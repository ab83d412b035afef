package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetImageTest {
    private static final ImageSource SOURCE = ImageSource.bytes("hill", new byte[0]);
    private static final AssetId ID = AssetId.of("0a1b");
    private static final String PICTOGRAPH = "\uD83C\uDF0A";

    @Test
    void takesACaptionOf1024CodePoints() {
        String caption = PICTOGRAPH.repeat(1024);

        assertThat(TrainingImage.of(ID, caption).caption()).isEqualTo(caption);
        assertThat(ImageToUpload.of(SOURCE, caption).caption()).isEqualTo(caption);
    }

    @Test
    void refusesACaptionLongerThan1024CodePoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingImage.of(ID, PICTOGRAPH.repeat(1025)))
                .withMessage("caption must be 1..1024 code points but was 1025");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageToUpload.of(SOURCE, "x".repeat(1025)))
                .withMessage("caption must be 1..1024 code points but was 1025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void refusesABlankCaption(String caption) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingImage.of(ID, caption))
                .withMessageStartingWith("caption must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageToUpload.of(SOURCE, caption))
                .withMessageStartingWith("caption must not be blank");
    }

    @Test
    void mayHaveNoCaptionWhenThatIsSaidOnPurpose() {
        assertThat(TrainingImage.of(ID).caption()).isNull();
        assertThat(ImageToUpload.of(SOURCE).caption()).isNull();
        assertThatNullPointerException()
                .isThrownBy(() -> TrainingImage.of(ID, Absent.value()))
                .withMessage("caption");
        assertThatNullPointerException()
                .isThrownBy(() -> ImageToUpload.of(SOURCE, Absent.value()))
                .withMessage("caption");
    }

    @Test
    void keepsItsCaptionWhenItHasArrived() {
        assertThat(ImageToUpload.of(SOURCE, "a hill").uploaded(ID)).isEqualTo(TrainingImage.of(ID, "a hill"));
        assertThat(ImageToUpload.of(SOURCE).uploaded(ID)).isEqualTo(TrainingImage.of(ID));
    }
}
