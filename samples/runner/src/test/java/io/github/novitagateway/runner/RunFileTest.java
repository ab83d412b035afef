package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final String SERVICE = "https://api.example";
    private static final String CHECKPOINT = Checkpoints.STABLE_DIFFUSION_1_5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    private Path out = Path.of("");

    private RunFile run = RunFile.at(Path.of("target"), SERVICE);

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void isReadBackAsItWasWritten() {
        begun().started(NOW.plusSeconds(2))
                .observed("TRAINING", 41.6, NOW.plusMillis(9_007))
                .ended("READY", NOW.plusSeconds(20))
                .drawing("a hill", WrittenRun.MODEL, NOW.plusSeconds(30))
                .drawn("a hill", "d-1", NOW.plusSeconds(31));
        run.close();

        RunRecord read = WrittenRun.read(out, SERVICE);

        assertThat(read.taskId()).contains(WrittenRun.TRAINING);
        assertThat(read.training())
                .isNotNull()
                .satisfies(training -> assertThat(training.name()).isEqualTo(WrittenRun.NAME));
        assertThat(read.course().looks())
                .containsExactly(
                        new Look(NOW, Stage.UPLOADING, null),
                        new Look(NOW, Stage.QUEUED, null),
                        new Look(NOW.plusMillis(9_007), Stage.TRAINING, 42L),
                        new Look(NOW.plusSeconds(20), Stage.READY, null));
        assertThat(read.trained()).contains(WrittenRun.MODEL);
        assertThat(read.drawing("a hill", CHECKPOINT).orElseThrow().paid().taskId())
                .contains(TaskId.image("d-1"));
        assertThat(read.drawing("a hill", "another")).isEmpty();
    }

    @Test
    void theLaterOfTwoOrdersForOneDrawingCounts() {
        begun().drawing("a hill", WrittenRun.MODEL, NOW);
        String label = new DrawingLabel("a hill", CHECKPOINT, WrittenRun.MODEL).text();
        run.journal()
                .append(new Intended("again", Kind.IMAGE, null, false, label, NOW))
                .block(PATIENCE);

        assertThat(record().drawing("a hill", CHECKPOINT)
                        .orElseThrow()
                        .paid()
                        .intent()
                        .key())
                .isEqualTo("again");
    }

    @Test
    void forgetsARequestThatCameToNothing() {
        begun();

        run.forget(Objects.requireNonNull(record().training()).paid()).block(PATIENCE);

        assertThat(record().training()).isNull();
    }

    @Test
    void refusesAnotherService() {
        begun();
        run.close();

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> WrittenRun.read(out, "https://other.example"))
                .withMessageContaining("belongs to account https://api.example, not to https://other.example");
    }

    @Test
    void refusesAnotherRunOnceATrainingIsPaid() {
        begun().started(NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.requireOf(Plans.named("oil", out), record()))
                .withMessageContaining("\"ink\" on v1-5-pruned-emaonly at 512 x 512, not \"oil\"")
                .withMessageContaining("--out");
        assertThatCode(() -> run.requireOf(Plans.of(out), record())).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherRunOnceATrainingMayBePaid() {
        begun();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.requireOf(Plans.named("oil", out), record()))
                .withMessageContaining("may have paid")
                .withMessageContaining("2026-11-01T10:00:00Z")
                .withMessageContaining("--out");
    }

    @Test
    void refusesAnotherCaptionAndAnotherPictureOfTheSameNames(@TempDir Path pictures) throws IOException {
        Path hill = Files.copy(Plans.PICTURES.resolve("terraced-hills.png"), pictures.resolve("a.png"));
        Path lake = Files.copy(Plans.PICTURES.resolve("pine-island.png"), pictures.resolve("b.png"));
        open();
        new WrittenRun(run).intended(plan(pictures, "a hill"), NOW).started(NOW);

        assertThatCode(() -> run.requireOf(plan(pictures, "a hill"), record())).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.requireOf(plan(pictures, "a lake"), record()))
                .withMessageContaining("belongs to another run: its caption of a.png was another one. Name another");
        Files.copy(hill, lake, StandardCopyOption.REPLACE_EXISTING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.requireOf(plan(pictures, "a hill"), record()))
                .withMessageContaining("belongs to another run: its picture b.png was another one. Name another");
    }

    @Test
    void goesOnWithARecordThatDoesNotTellWhatThePicturesWere() {
        open();
        String label =
                "{\"request\":{\"name\":\"ink\",\"baseModel\":\"v1-5-pruned-emaonly\",\"width\":512,\"height\":512,"
                        + "\"steps\":null,\"instancePrompt\":null,\"pictures\":"
                        + "[\"crescent-lake.jpg\",\"cypress-road.webp\",\"fishing-fleet.jpg\"]},"
                        + "\"uploadingSince\":\"2026-11-01T10:00:00Z\"}";
        run.journal()
                .append(new Intended("training", Kind.STYLE, WrittenRun.NAME, false, label, NOW))
                .block(PATIENCE);

        assertThatCode(() -> run.requireOf(Plans.of(out), record())).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> run.requireOf(Plans.named("oil", out), record()));
    }

    private TrainingPlan plan(Path pictures, String caption) {
        return Plans.with(PictureFolder.read(pictures, caption).pictures(), "ink", out);
    }

    @Test
    void givesWayToAnotherRunWhileNothingIsPaid() {
        open();

        assertThatCode(() -> run.requireOf(Plans.named("oil", out), record())).doesNotThrowAnyException();
    }

    @Test
    void refusesTheTasksOfAnotherProgram() {
        open();
        run.journal()
                .append(new Intended("k", Kind.STYLE, "ink", false, "order 17", NOW))
                .block(PATIENCE);

        assertThatIllegalArgumentException()
                .isThrownBy(this::record)
                .withMessageContaining("novita-run.json must be the record of a run");
    }

    @Test
    void refusesAFileThatIsNoRecord() throws IOException {
        Files.writeString(out.resolve("novita-run.json"), "{\"format\": 1}\n");
        open();

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::record)
                .withMessageContaining("novita-run.json");
        assertThat(out.resolve("novita-run.json")).hasContent("{\"format\": 1}");
    }

    @Test
    void keepsASecondProcessOut() {
        begun();

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> WrittenRun.read(out, SERVICE))
                .withMessageContaining("novita-run.json");
    }

    @Test
    void isCompleteWhenAllPromptsHaveTheirFiles() throws IOException {
        begun().started(NOW)
                .ended("READY", NOW)
                .drawing("a hill", WrittenRun.MODEL, NOW)
                .drawn("a hill", "d-1", NOW);
        RunRecord record = record();

        assertThat(run.complete(Plans.of(out, "a hill"), record)).isFalse();
        Files.writeString(out.resolve("d-1-0.png"), "a file");
        assertThat(run.complete(Plans.of(out, "a hill"), record)).isTrue();
        assertThat(run.complete(Plans.of(out, "a hill", "a lake"), record)).isFalse();
    }

    private WrittenRun begun() {
        open();
        return new WrittenRun(run).intended(Plans.of(out), NOW);
    }

    private void open() {
        run.close();
        run = RunFile.at(out, SERVICE);
    }

    private RunRecord record() {
        return run.record().blockOptional(PATIENCE).orElseThrow();
    }
}
