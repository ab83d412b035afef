package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTrainingRequestTest {
    private static final SubjectExpertSettings SETTINGS =
            SubjectExpertSettings.builder("a close photo of ohwx woman").build();

    private static SubjectTrainingRequest.Builder builder() {
        return SubjectTrainingRequest.builder("portraits", BaseModels.V1_5_PRUNED_EMAONLY, SETTINGS);
    }

    private static List<TrainingImage> images(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TrainingImage.of(AssetId.of("id" + i)))
                .toList();
    }

    @Test
    void hasTheDocumentedSizeAndAResizeToItByDefault() {
        assertThat(builder().exactName().build())
                .isEqualTo(new SubjectTrainingRequest(
                        "portraits",
                        BaseModels.V1_5_PRUNED_EMAONLY,
                        512,
                        512,
                        List.of(),
                        SETTINGS,
                        List.of(TrainingComponent.resize(512, 512)),
                        true));
        assertThat(builder().build().kind()).isEqualTo(TaskId.Kind.SUBJECT);
    }

    @Test
    void putsARandomSuffixAfterTheNameAtEachBuild() {
        var builder = builder();

        String first = builder.build().name();

        assertThat(first).matches("portraits-[0-9a-f]{8}");
        assertThat(builder.build().name()).matches("portraits-[0-9a-f]{8}").isNotEqualTo(first);
    }

    @Test
    void hasTheStepsForFacesInTheirOrderAndItsOwnSize() {
        assertThat(builder().size(768, 1024).faceComponents().build().components())
                .containsExactly(
                        TrainingComponent.faceCropRegion(1.4),
                        TrainingComponent.resize(768, 1024),
                        TrainingComponent.faceRestore("gfpgan_1.4", 1));
    }

    @Test
    void needsNoCaptions() {
        SubjectTrainingRequest request = builder().images(images(2)).build();

        request.requireTrainable(request.images());
        request.requireTrainable(List.of(ImageToUpload.of(ImageSource.bytes("b", new byte[0]))));

        assertThat(request.images()).extracting(TrainingImage::caption).containsOnlyNulls();
    }

    @Test
    void needsTheSettingsThatHoldItsPrompts() {
        assertThatNullPointerException()
                .isThrownBy(() -> SubjectTrainingRequest.builder("n", "m", Absent.value()))
                .withMessage("expertSettings");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        new SubjectTrainingRequest("n", "m", 512, 512, List.of(), Absent.value(), List.of(), true))
                .withMessage("expertSettings");
    }

    @Test
    void keepsItsNameAndAllElseWhenItGetsImages() {
        SubjectTrainingRequest request =
                builder().size(640, 320).faceComponents().build();

        SubjectTrainingRequest filled = request.withImages(images(2));

        assertThat(filled.images()).isEqualTo(images(2));
        assertThat(filled).usingRecursiveComparison().ignoringFields("images").isEqualTo(request);
    }

    @Test
    void takesFiftyImagesAndRefusesFiftyOne() {
        SubjectTrainingRequest full = builder().images(images(50)).build();

        full.requireTrainable(full.images());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().images(images(51)).build())
                .withMessage("images.size must be 0..50 but was 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full.requireTrainable(images(51)))
                .withMessage("images.size must be 1..50 but was 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full.requireTrainable(List.of()))
                .withMessage("images.size must be 1..50 but was 0");
    }

    @Test
    void refusesTheSameAssetTwice() {
        List<TrainingImage> twice = List.of(TrainingImage.of(AssetId.of("a")), TrainingImage.of(AssetId.of("a")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().images(twice).build())
                .withMessage("images[1].assetId must be used once but was again a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesSizesBelowOnePixel(int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().size(side, 512).build())
                .withMessage("width must be at least 1 but was " + side);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().size(512, side).build())
                .withMessage("height must be at least 1 but was " + side);
    }

    @Test
    void refusesABlankNameAndABlankBaseModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SubjectTrainingRequest.builder(" ", "m", SETTINGS).build())
                .withMessageStartingWith("name must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SubjectTrainingRequest.builder("n", "", SETTINGS).build())
                .withMessageStartingWith("baseModel must not be blank");
    }

    @Test
    void isNotChangedByListsThatChangeLater() {
        List<TrainingImage> given = new ArrayList<>(images(1));
        SubjectTrainingRequest request = builder().images(given).build();

        given.clear();

        assertThat(request.images()).hasSize(1);
    }
}
