package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.GeneratedImage.NsfwDetection;
import io.github.novitagateway.image.GenerationStatus.GenerationDetails;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationStatusTest {
    private static final TaskId ID = TaskId.image("0f8e");

    private static GeneratedImage image() {
        return new GeneratedImage(
                ID,
                0,
                "https://images.example.com/prod/a.png?X-Amz-Signature=secret",
                Instant.EPOCH,
                ImageFormat.PNG,
                new NsfwDetection(true, 99.12));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "TASK_STATUS_QUEUED, QUEUED, false",
                "TASK_STATUS_PROCESSING, PROCESSING, false",
                "TASK_STATUS_SUCCEED, SUCCEED, true",
                "TASK_STATUS_FAILED, FAILED, true",
                "TASK_STATUS_CANCELED, CANCELED, true",
                "TASK_STATUS_UNKNOWN, UNKNOWN, false",
                "none, UNKNOWN, false",
                "'', UNKNOWN, false",
                "' ', UNKNOWN, false",
                "SUCCEED, UNRECOGNIZED, false",
                "TASK_STATUS_SUCCESS, UNRECOGNIZED, false",
                "task_status_succeed, UNRECOGNIZED, false"
            },
            nullValues = "none")
    void readsTheWordsOfTheServiceExactly(@Nullable String word, GenerationState state, boolean terminal) {
        assertThat(GenerationState.of(word)).isEqualTo(state);
        assertThat(state.terminal()).isEqualTo(terminal);
    }

    @Test
    void readsAnEmptyAnswerAsUnknownAndNotTerminal() {
        var status = new GenerationStatus(ID, Absent.value(), Absent.value(), null, null, Absent.value(), null, null);

        assertThat(status).isEqualTo(new GenerationStatus(ID, "", "", null, null, List.of(), null, null));
        assertThat(status.stage()).isEqualTo(GenerationState.UNKNOWN);
        assertThat(status.terminal()).isFalse();
    }

    @Test
    void takesPreviewsForNoEnd() {
        var status = new GenerationStatus(
                ID, "TASK_STATUS_PROCESSING", "", 50.0, null, List.of(image()), "TXT_TO_IMG", null);

        assertThat(status.terminal()).isFalse();
        assertThat(status.images()).hasSize(1);
    }

    @Test
    void isNotChangedByListsThatChangeLater() {
        List<GeneratedImage> images = new ArrayList<>(List.of(image()));
        var status = new GenerationStatus(ID, "TASK_STATUS_SUCCEED", "", null, null, images, null, null);

        images.clear();

        assertThat(status.images()).containsExactly(image());
        assertThat(status.terminal()).isTrue();
    }

    @Test
    void doesNotShowTheSignatureOfAnImagesAddress() {
        var status = new GenerationStatus(ID, "TASK_STATUS_SUCCEED", "", null, null, List.of(image()), null, null);

        assertThat(image().toString())
                .contains("image/0f8e", "https://images.example.com/prod/a.png,", "PNG", "99.12")
                .doesNotContain("secret", "X-Amz");
        assertThat(status.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"392212448, 392212448", "' 7 ', 7", "-1, -1", "none,", "'',", "1.5,", "99999999999999999999,"},
            nullValues = "none")
    void readsTheSeedAsANumberWhereItIsOne(@Nullable String seed, @Nullable Long number) {
        var details = new GenerationDetails(seed, null, Absent.value(), null, null, null, null);

        assertThat(details.seedNumber()).isEqualTo(number == null ? OptionalLong.empty() : OptionalLong.of(number));
        assertThat(details.seed()).isEqualTo(seed);
        assertThat(details.hasNsfwContents()).isEmpty();
    }
}
