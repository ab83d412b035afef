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

class StyleTrainingRequestTest {
    private static StyleTrainingRequest.Builder builder() {
        return StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY);
    }

    private static List<TrainingImage> images(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TrainingImage.of(AssetId.of("id" + i), "a hill"))
                .toList();
    }

    @Test
    void hasTheDocumentedSizeAndAResizeToItByDefault() {
        StyleTrainingRequest request = builder().build();

        assertThat(request.width()).isEqualTo(512);
        assertThat(request.height()).isEqualTo(512);
        assertThat(request.components()).containsExactly(TrainingComponent.resize(512, 512));
        assertThat(request.images()).isEmpty();
        assertThat(request.expertSettings()).isNull();
        assertThat(request.kind()).isEqualTo(TaskId.Kind.STYLE);
    }

    @Test
    void resizesToItsOwnSizeWhenNoComponentIsGiven() {
        assertThat(builder().size(768, 1024).build().components()).containsExactly(TrainingComponent.resize(768, 1024));
    }

    @Test
    void keepsGivenComponentsInTheirOrderAndAddsNone() {
        var crop = TrainingComponent.faceCropRegion(1.4);
        var resize = TrainingComponent.resize(64, 64);

        assertThat(builder().component(crop).component(resize).build().components())
                .containsExactly(crop, resize);
    }

    @Test
    void putsARandomSuffixAfterTheNameAtEachBuild() {
        var builder = builder();

        String first = builder.build().name();
        String second = builder.build().name();

        assertThat(first).matches("ink-hills-[0-9a-f]{8}").isNotEqualTo(second);
        assertThat(second).matches("ink-hills-[0-9a-f]{8}");
    }

    @Test
    void keepsAnExactName() {
        StyleTrainingRequest request = builder().exactName().build();

        assertThat(request.name()).isEqualTo("ink-hills");
        assertThat(request.exactName()).isTrue();
    }

    @Test
    void keepsItsNameAndAllElseWhenItGetsImages() {
        StyleTrainingRequest request = builder()
                .size(640, 320)
                .expertSettings(StyleExpertSettings.builder().seed(7).build())
                .build();

        StyleTrainingRequest filled = request.withImages(images(2));

        assertThat(filled.images()).isEqualTo(images(2));
        assertThat(filled).usingRecursiveComparison().ignoringFields("images").isEqualTo(request);
    }

    @Test
    void takesFiftyImagesAndRefusesFiftyOne() {
        assertThat(builder().images(images(50)).build().images()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().images(images(51)).build())
                .withMessage("images.size must be 0..50 but was 51");
    }

    @Test
    void refusesTheSameAssetTwiceWhateverItsJsonType() {
        List<TrainingImage> twice =
                List.of(TrainingImage.of(AssetId.of(7L), "a"), TrainingImage.of(AssetId.of("7"), "b"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().images(twice).build())
                .withMessage("images[1].assetId must be used once but was again 7");
    }

    @Test
    void refusesAnImageWithoutACaptionAndNamesIt() {
        List<TrainingImage> images =
                List.of(TrainingImage.of(AssetId.of("a"), "a hill"), TrainingImage.of(AssetId.of("b")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().images(images).build())
                .withMessage("images[1].caption must be 1..1024 code points but was absent");
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
    void refusesABlankNameEvenBeforeTheSuffix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StyleTrainingRequest.builder(" ", "m").build())
                .withMessageStartingWith("name must not be blank");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> StyleTrainingRequest.builder(Absent.value(), "m").build())
                .withMessage("name");
    }

    @Test
    void isNotChangedByListsThatChangeLater() {
        List<TrainingImage> given = new ArrayList<>(images(1));
        StyleTrainingRequest request = builder().images(given).build();

        given.clear();

        assertThat(request.images()).hasSize(1);
    }

    @Test
    void tellsBeforeAnythingIsSentThatAMixtureOfImagesIsTrainable() {
        builder()
                .build()
                .requireTrainable(List.of(
                        TrainingImage.of(AssetId.of("a"), "a hill"),
                        ImageToUpload.of(ImageSource.bytes("b", new byte[0]), "a tree"),
                        ImageToUpload.of(ImageSource.bytes("b", new byte[0]), "the same bytes again")));
    }

    @Test
    void tellsBeforeAnythingIsSentThatImagesAreTooFewOrTooMany() {
        StyleTrainingRequest request = builder().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.requireTrainable(List.of()))
                .withMessage("images.size must be 1..50 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.requireTrainable(images(51)))
                .withMessage("images.size must be 1..50 but was 51");
    }

    @Test
    void tellsBeforeAnythingIsSentThatACaptionIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .build()
                        .requireTrainable(List.of(ImageToUpload.of(ImageSource.bytes("b", new byte[0])))))
                .withMessage("images[0].caption must be 1..1024 code points but was absent");
    }
}
