package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at real files before a training is paid. The server must hear nothing of it. */
class TrainingPreflightTest extends ServiceTest {

    private static final Preflight HILLS = Preflight.builder(
                    StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY)
                            .size(64, 64)
                            .build())
            .build();

    private final List<DraftImage> images = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    private void draft(String name, byte[] content) throws IOException {
        images.add(new DraftImage(
                ImageSource.file(Files.write(directory.resolve(name), content)), "hill " + images.size()));
    }

    private PreflightReport report() {
        return value(novita.trainings().preflight(HILLS, images));
    }

    private static List<String> messages(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::message).toList();
    }

    private static List<String> advice(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::advice).toList();
    }

    private void tenGoodOnes() throws IOException {
        for (int i = 0; i < 9; i++) {
            draft(i + ".png", DrawnPicture.png(64 + i, 64));
        }
        images.add(new DraftImage(ImageSource.bytes("memory.png", DrawnPicture.png(80, 64)), "a hill in memory"));
    }

    @Test
    void goodPicturesPassAndNothingIsSent() throws IOException {
        tenGoodOnes();

        PreflightReport report = report();

        assertThat(messages(report.errors())).isEmpty();
        assertThat(advice(report.warnings())).isEmpty();
        assertThat(report.estimate().uploads()).isEqualTo(10);
        assertThat(report.estimate().bytes())
                .isEqualTo(DrawnPicture.png(80, 64).length
                        + IntStream.range(0, 9)
                                .map(i -> DrawnPicture.png(64 + i, 64).length)
                                .sum());
        assertThat(requestsInAll()).isZero();
    }

    @Test
    void eachFaultIsFoundInTheFilesAndNothingIsSent() throws IOException {
        tenGoodOnes();
        draft("text.png", "a picture by its name alone".getBytes(StandardCharsets.UTF_8));
        draft("cut.png", Arrays.copyOf(DrawnPicture.png(64, 64), 20));
        draft("small.jpg", DrawnPicture.jpeg(63, 64, false));
        draft("wide.webp", DrawnPicture.lossyWebp(129, 64));
        draft("copy.png", DrawnPicture.png(64, 64));
        images.add(new DraftImage(ImageSource.file(directory.resolve("gone.png")), "a hill"));
        images.add(new DraftImage(ImageSource.file(directory), "a folder"));
        images.add(new DraftImage(ImageSource.bytes("silent.png", DrawnPicture.png(81, 64)), null));

        PreflightReport report = report();

        assertThat(messages(report.errors()))
                .containsExactly(
                        "gone.png: file must be readable but was absent",
                        directory.getFileName() + ": file must be readable but was not (IOException)",
                        "text.png: format must be PNG, JPEG or WEBP by its first bytes but was none of them",
                        "cut.png: size must be told by its header but was absent",
                        "silent.png: caption must be 1..1024 code points but was absent");
        assertThat(advice(report.warnings()))
                .containsExactly(
                        "small.jpg: size should be at least 64 x 64, that of the training but was 63 x 64",
                        "wide.webp: aspect should be at most 2 times that of 64 x 64 either way but was 129 x 64",
                        "copy.png: content should be unlike that of every other picture but was that of 0.png");
        assertThat(requestsInAll()).isZero();
    }

    @Test
    void anUnreadablePictureIsJudgedByItsCaptionAndCounts() {
        for (int i = 0; i < 51; i++) {
            images.add(new DraftImage(ImageSource.file(directory.resolve(i + ".png")), i == 50 ? null : "hill " + i));
        }

        PreflightReport report = report();

        assertThat(messages(report.errors()))
                .hasSize(53)
                .contains(
                        "50.png: file must be readable but was absent",
                        "50.png: caption must be 1..1024 code points but was absent",
                        "images.size must be 1..50 but was 51");
        assertThat(report.estimate().bytes()).isZero();
    }

    @Test
    void aRotationBehindALargePictureIsFound() throws IOException {
        byte[] picture = DrawnPicture.extendedWebp(64, 96);
        tenGoodOnes();
        draft("small.webp", DrawnPicture.turned(picture, 0));
        draft("large.webp", DrawnPicture.turned(picture, (1 << 20) + 1));

        assertThat(advice(report().warnings()))
                .contains(
                        "small.webp: rotation should be in its pixels, since the service may leave EXIF unread but was 90"
                                + " degrees in EXIF",
                        "large.webp: rotation should be in its pixels, since the service may leave EXIF unread but was 90"
                                + " degrees in EXIF");
    }

    @Test
    void aSizeBehindALongPreviewIsFound() throws IOException {
        byte[] picture = DrawnPicture.jpeg(70, 64, false);
        int[] segment = new int[2 + 65535];
        segment[0] = 0xFF;
        segment[1] = 0xE2;
        segment[2] = 0xFF;
        segment[3] = 0xFF;
        for (int i = 0; i < 20; i++) {
            picture = DrawnPicture.insert(picture, 2, segment);
        }
        tenGoodOnes();
        draft("profiled.jpg", picture);

        assertThat(messages(report().errors())).isEmpty();
    }

    @Test
    void aPictureLargerThanTheGatewaySendsIsNotReadToItsEnd() throws IOException {
        tenGoodOnes();
        byte[] large = Arrays.copyOf(DrawnPicture.png(64, 64), 2000);
        draft("large.png", large);
        draft("too.png", large);
        novita.close();
        novita = gateway(config().maxImageBytes(1999).build());

        PreflightReport report = report();

        assertThat(messages(report.errors()))
                .containsExactly(
                        "large.png: bytes must be at most 1999 but was 2000",
                        "too.png: bytes must be at most 1999 but was 2000");
        assertThat(report.warnings()).as("they are not compared").isEmpty();
    }

    @Test
    void twoOfMoreThanAMebibyteAreCopiesOnlyIfTheirEndsAreToo() throws IOException {
        tenGoodOnes();
        byte[] large = Arrays.copyOf(DrawnPicture.png(90, 64), (1 << 20) + 100_000);
        draft("first.png", large);
        draft("same.png", large);
        large[large.length - 1] = 1;
        draft("other.png", large);

        assertThat(advice(report().warnings()))
                .containsExactly(
                        "same.png: content should be unlike that of every other picture but was that of first.png");
    }

    @Test
    void filesAreReadOnEachSubscriptionAndNotBefore() throws IOException {
        var later = novita.trainings()
                .preflight(HILLS, List.of(new DraftImage(ImageSource.file(directory.resolve("later.png")), "a hill")));
        assertThat(value(later).errors()).hasSize(1);

        Files.write(directory.resolve("later.png"), DrawnPicture.png(64, 64));

        assertThat(value(later).errors()).isEmpty();
    }

    @Test
    void aClosedGatewayLooksAtNothing() {
        novita.close();

        assertThatExceptionOfType(GatewayClosedException.class).isThrownBy(this::report);
    }

    @Test
    void withoutAJournalTheTimeIsLeftOpen() {
        assertThat(report().estimate().time()).isNull();
    }

    @Test
    void theTimeIsTheMiddleOneOfThoseThatTheJournalTells() {
        RecordingJournal journal = new RecordingJournal();
        journal.held(task("1", Kind.STYLE, 10, "READY"));
        journal.held(task("2", Kind.STYLE, 600, "READY"));
        journal.held(task("3", Kind.STYLE, 12, "READY"));
        journal.held(task("4", Kind.STYLE, 1, "FAILED"));
        journal.held(task("5", Kind.SUBJECT, 2, "READY"));
        journal.holds(task("6", Kind.STYLE, 3, null));
        remember(journal);

        assertThat(report().estimate().time()).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void theLastTwentyTrainingsTellTheTime() {
        RecordingJournal journal = new RecordingJournal();
        for (int i = 0; i < 30; i++) {
            journal.held(task("old" + i, Kind.STYLE, 600, "READY"));
        }
        for (int i = 0; i < 20; i++) {
            journal.held(task("new" + i, Kind.STYLE, 9, "READY"));
        }
        remember(journal);

        assertThat(report().estimate().time()).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void aJournalThatCannotBeReadLeavesTheTimeOpen() throws IOException {
        Path damaged = Files.writeString(directory.resolve("journal"), "no journal");
        try (FileTaskJournal journal = FileTaskJournal.at(damaged)) {
            remember(journal);

            assertThat(report().estimate().time()).isNull();
        }
    }

    private void remember(TaskJournal journal) {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .journal(journal)
                .build();
    }

    private static PaidTask task(String id, Kind kind, int minutes, @Nullable String end) {
        TaskId task = new TaskId(kind, id);
        Instant start = Instant.EPOCH.plusSeconds(5);
        return new PaidTask(
                new Intended(id, kind, id, false, null, Instant.EPOCH),
                new Started(id, task, start),
                List.of(),
                end == null ? null : new Ended(task, end, start.plus(Duration.ofMinutes(minutes))));
    }
}
