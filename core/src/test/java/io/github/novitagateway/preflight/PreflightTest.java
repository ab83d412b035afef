package io.github.novitagateway.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.PictureHeader;
import io.github.novitagateway.asset.PictureHeader.Turn;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TrainingRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {
    private static final long MOST_BYTES = 1000;
    private static final TrainingRequest STYLE = StyleTrainingRequest.builder("ink", BaseModels.V1_5_PRUNED_EMAONLY)
            .size(512, 256)
            .build();
    private static final TrainingRequest SUBJECT = SubjectTrainingRequest.builder(
                    "me",
                    BaseModels.V1_5_PRUNED_EMAONLY,
                    SubjectExpertSettings.builder("ohwx").build())
            .size(512, 256)
            .build();

    private static PictureHeader header(int width, int height) {
        return new PictureHeader(ImageFormat.PNG, width, height, Turn.NONE);
    }

    private static PictureFacts picture(int number) {
        return new PictureFacts(number + ".png", MOST_BYTES, header(512, 256), "sha" + number, "hill " + number);
    }

    private static List<PictureFacts> pictures(int count) {
        return IntStream.range(0, count).mapToObj(PreflightTest::picture).toList();
    }

    private static PreflightReport report(TrainingRequest request, List<PictureFacts> pictures) {
        return Preflight.builder(request).build().report(pictures, MOST_BYTES, null);
    }

    /** Of ten pictures, one of which is this. */
    private static PreflightReport report(TrainingRequest request, PictureFacts odd) {
        List<PictureFacts> ten = new ArrayList<>(pictures(9));
        ten.add(odd);
        return report(request, ten);
    }

    private static PreflightReport ofHeader(@Nullable PictureHeader header) {
        return report(STYLE, new PictureFacts("odd.png", 7, header, "sha", "a hill"));
    }

    private static PreflightReport ofCaption(TrainingRequest request, @Nullable String caption) {
        return report(request, new PictureFacts("odd.png", 7, header(512, 256), "sha", caption));
    }

    private static List<String> messages(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::message).toList();
    }

    private static List<String> advice(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::advice).toList();
    }

    private static void expectFlawless(PreflightReport report) {
        assertThat(messages(report.errors())).isEmpty();
        assertThat(advice(report.warnings())).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    private static void expectError(PreflightReport report, String message) {
        assertThat(messages(report.errors())).containsExactly(message);
        assertThat(advice(report.warnings())).isEmpty();
        assertThat(report.passed()).isFalse();
    }

    private static void expectWarning(PreflightReport report, String message) {
        assertThat(advice(report.warnings())).containsExactly(message);
        assertThat(messages(report.errors())).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void tenToFiftyPicturesPass(int count) {
        expectFlawless(report(STYLE, pictures(count)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void fewerThanTenPicturesAreWarnedOf(int count) {
        expectWarning(report(STYLE, pictures(count)), "images.size should be at least 10 but was " + count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 51})
    void noPictureAndMoreThanFiftyAreRefused(int count) {
        expectError(report(STYLE, pictures(count)), "images.size must be 1..50 but was " + count);
    }

    @Test
    void aPictureOfNoFormatIsNamed() {
        expectError(
                ofHeader(null), "odd.png: format must be PNG, JPEG or WEBP by its first bytes but was none of them");
    }

    @Test
    void aPictureLargerThanTheGatewaySendsIsNamed() {
        expectError(
                report(STYLE, new PictureFacts("odd.png", MOST_BYTES + 1, header(512, 256), "sha", "a hill")),
                "odd.png: bytes must be at most 1000 but was 1001");
    }

    @ParameterizedTest
    @CsvSource({"0, 512", "512, 0"})
    void aPictureThatTellsNoSizeIsNamed(int width, int height) {
        expectError(ofHeader(header(width, height)), "odd.png: size must be told by its header but was absent");
    }

    @ParameterizedTest
    @CsvSource({"511, 256", "512, 255"})
    void aPictureSmallerThanTheTrainingIsWarnedOf(int width, int height) {
        expectWarning(
                ofHeader(header(width, height)),
                "odd.png: size should be at least 512 x 256, that of the training but was " + width + " x " + height);
    }

    @ParameterizedTest
    @CsvSource({"2048, 512", "1024, 1024", "2049, 513"})
    void aPictureUpToTwiceAsWideOrAsHighAsTheTrainingPasses(int width, int height) {
        expectFlawless(ofHeader(header(width, height)));
    }

    @ParameterizedTest
    @CsvSource({"2049, 512", "1024, 1025", "2147483647, 256"})
    void anExtremeAspectRatioIsWarnedOf(int width, int height) {
        expectWarning(
                ofHeader(header(width, height)),
                "odd.png: aspect should be at most 2 times that of 512 x 256 either way but was " + width + " x "
                        + height);
    }

    @Test
    void aRotationInExifIsWarnedOfAndTheUprightSizeCounts() {
        expectWarning(
                ofHeader(new PictureHeader(ImageFormat.JPEG, 256, 512, new Turn(1, false))),
                "odd.png: rotation should be in its pixels, since the service may leave EXIF unread but was 90 degrees"
                        + " in EXIF");
        expectWarning(
                ofHeader(new PictureHeader(ImageFormat.JPEG, 512, 256, new Turn(0, true))),
                "odd.png: rotation should be in its pixels, since the service may leave EXIF unread but was 0 degrees"
                        + " in EXIF, mirrored");
        assertThat(advice(ofHeader(new PictureHeader(ImageFormat.JPEG, 512, 256, new Turn(3, false)))
                        .warnings()))
                .hasSize(3)
                .anyMatch(message -> message.contains("256 x 512"));
    }

    @Test
    void eachFurtherCopyOfAPictureIsWarnedOf() {
        List<PictureFacts> twins = new ArrayList<>(pictures(10));
        twins.add(new PictureFacts("copy.png", 7, header(512, 256), "sha3", "a hill"));
        twins.add(new PictureFacts("again.png", 7, header(512, 256), "sha3", "a lake"));

        assertThat(advice(report(STYLE, twins).warnings()))
                .containsExactly(
                        "copy.png: content should be unlike that of every other picture but was that of 3.png",
                        "again.png: content should be unlike that of every other picture but was that of 3.png");
    }

    @Test
    void picturesThatWereNotReadAreNoCopies() {
        List<PictureFacts> unread = new ArrayList<>(pictures(10));
        unread.add(new PictureFacts("a.png", 7, header(512, 256), null, "a hill"));
        unread.add(new PictureFacts("b.png", 7, header(512, 256), null, "a lake"));

        expectFlawless(report(STYLE, unread));
    }

    @Test
    void aStyleWantsACaptionForEachPictureAndASubjectDoesNot() {
        expectError(ofCaption(STYLE, null), "odd.png: caption must be 1..1024 code points but was absent");
        expectFlawless(ofCaption(SUBJECT, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void aBlankCaptionIsRefused(String caption) {
        String message = "odd.png: caption must not be blank but was \"\"";
        expectError(ofCaption(STYLE, caption), message);
        expectError(ofCaption(SUBJECT, caption), message);
    }

    @Test
    void aCaptionMayHave1024CodePointsAndNoMore() {
        expectFlawless(ofCaption(STYLE, "\ud83c\udf04".repeat(1024)));
        expectError(
                ofCaption(STYLE, "\ud83c\udf04".repeat(1025)),
                "odd.png: caption must be 1..1024 code points but was 1025");
    }

    @Test
    void captionsThatAreAllEqualAreWarnedOf() {
        List<PictureFacts> equal = pictures(10).stream()
                .map(each -> new PictureFacts(each.name(), each.bytes(), each.header(), each.sha256(), "a hill"))
                .toList();

        expectWarning(report(STYLE, equal), "captions should be unlike each other but was the same for all 10");
        assertThat(advice(report(STYLE, equal.subList(0, 2)).warnings()))
                .contains("captions should be unlike each other but was the same for all 2");
        assertThat(advice(report(STYLE, equal.subList(0, 1)).warnings())).hasSize(1);
        expectFlawless(report(
                STYLE,
                List.of(
                        picture(1),
                        picture(2),
                        picture(3),
                        picture(4),
                        equal.get(5),
                        equal.get(6),
                        equal.get(7),
                        equal.get(8),
                        equal.get(9),
                        equal.get(0))));
    }

    @Test
    void captionsThatAreAllAbsentAreNotEqual() {
        List<PictureFacts> silent = pictures(10).stream()
                .map(each -> new PictureFacts(each.name(), each.bytes(), each.header(), each.sha256(), null))
                .toList();

        expectFlawless(report(SUBJECT, silent));
    }

    private static PreflightReport drawnWith(String checkpoint, String baseModel) {
        return Preflight.builder(StyleTrainingRequest.builder("ink", baseModel)
                        .size(512, 256)
                        .build())
                .drawing(TextToImageRequest.builder(checkpoint, "a lighthouse").build())
                .drawing(TextToImageRequest.builder(checkpoint, "a harbour").build())
                .build()
                .report(pictures(10), MOST_BYTES, null);
    }

    @Test
    void aCheckpointOfTheSameFamilyPasses() {
        expectFlawless(drawnWith("realisticVisionV51_v51VAE_94301.safetensors", BaseModels.V1_5_PRUNED_EMAONLY));
        expectFlawless(drawnWith("juggernautXL_v9.safetensors", BaseModels.EPICREALISM_XL_V10));
    }

    @Test
    void aCheckpointOfTheOtherFamilyIsRefusedOnce() {
        expectError(
                drawnWith("juggernautXL_v9.safetensors", BaseModels.V1_5_PRUNED_EMAONLY),
                "modelName must be of the family of v1-5-pruned-emaonly, Stable Diffusion 1.5 but was"
                        + " juggernautXL_v9.safetensors, SDXL");
    }

    @Test
    void aFamilyThatIsNotKnownIsWarnedOf() {
        expectWarning(
                drawnWith("pony.safetensors", BaseModels.EPICREALISM_XL_V10),
                "modelName should be of the family of epicrealismXL_v10_247189, SDXL but was pony.safetensors, unknown");
        expectWarning(
                drawnWith("juggernautXL_v9.safetensors", "house-model"),
                "modelName should be of the family of house-model, unknown but was juggernautXL_v9.safetensors, SDXL");
    }

    @Test
    void tellsWhatItWillTake() {
        PriceTable prices = PriceTable.of(new BigDecimal("1.5"), new BigDecimal("0.01"));
        Preflight preflight = Preflight.builder(STYLE)
                .drawing(
                        TextToImageRequest.builder("sd15", "a hill").imageNum(3).build())
                .drawing(TextToImageRequest.builder("sd15", "a lake").build())
                .prices(prices)
                .build();

        assertThat(preflight
                        .report(pictures(12), MOST_BYTES, Duration.ofMinutes(9))
                        .estimate())
                .isEqualTo(new Estimate(12, 12, 1, 2, 4, 12_000, Duration.ofMinutes(9), new BigDecimal("1.54")));
    }

    @Test
    void whatIsNotKnownIsLeftOpen() {
        Estimate estimate = report(STYLE, pictures(10)).estimate();

        assertThat(estimate.cost()).isNull();
        assertThat(estimate.time()).isNull();
        assertThat(Preflight.builder(STYLE)
                        .prices(new PriceTable(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))
                        .build()
                        .report(pictures(10), MOST_BYTES, null)
                        .estimate()
                        .cost())
                .isNull();
    }

    @Test
    void whatWasFoundElsewhereComesFirst() {
        Flaw steps = new Flaw(null, "steps", "at least 1", "0");

        PreflightReport report = ofHeader(null).withErrors(List.of(steps));

        assertThat(report.errors()).hasSize(2).first().isEqualTo(steps);
    }

    @Test
    void aFlawIsOneLineOfBoundedLength() {
        Flaw flaw = new Flaw("a\nb" + "c".repeat(500), "caption", "1..3", "x\u0000" + "y".repeat(500));

        assertThat(flaw.message()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(400);
    }

    @Test
    void aCheckedImageIsADraftToo() {
        ImageToUpload image = ImageToUpload.of(ImageSource.file(Path.of("a.png")), "a hill");

        assertThat(DraftImage.of(image)).isEqualTo(new DraftImage(image.source(), "a hill"));
    }
}
