package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final String SERVICE = "https://api.example";
    private static final TaskId TRAINING = TaskId.style("t-1");
    private static final TaskId DRAWING = TaskId.image("d-1");
    private static final String CHECKPOINT = Checkpoints.STABLE_DIFFUSION_1_5;

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    private Path out = Path.of("");

    @Test
    void isReadBackAsItWasWritten() {
        RunFile first = RunFile.open(Plans.of(out), SERVICE);
        change(first, record -> record.sending(NOW));
        change(first, record -> record.submitted(TRAINING, NOW.plusSeconds(2)));
        change(first, record -> record.seen(training(41.6), NOW.plusMillis(9_007)));
        change(first, record -> record.ready("m.safetensors", "m"));
        change(first, record -> record.with(ordered()));
        change(
                first,
                record -> record.with(
                        record.drawing("a hill", CHECKPOINT).orElseThrow().holding("d-1-0.png")));

        RunFile second = RunFile.open(Plans.of(out), SERVICE);

        assertThat(second.begun()).isTrue();
        assertThat(second.current()).isEqualTo(first.current());
        assertThat(second.current().taskId()).contains(TRAINING);
        assertThat(second.current().course().looks())
                .containsExactly(
                        new Look(NOW, Stage.UPLOADING, null),
                        new Look(NOW.plusSeconds(2), Stage.QUEUED, null),
                        new Look(NOW.plusMillis(9_007), Stage.TRAINING, 42L));
        assertThat(second.current().drawings())
                .containsExactly(new Drawing("a hill", CHECKPOINT, NOW, "image/d-1", List.of("d-1-0.png")));
    }

    @Test
    void readsTheRecordOfAVersionThatKeptNoCourse() throws IOException {
        change(RunFile.open(Plans.of(out), SERVICE), record -> record.submitted(TRAINING, NOW));
        Path file = out.resolve("novita-run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s),\\s*\"course\".*", "}"));

        RunRecord read = RunFile.open(Plans.of(out), SERVICE).current();

        assertThat(read.taskId()).contains(TRAINING);
        assertThat(read.course().looks()).isEmpty();
    }

    @Test
    void goesOnInTheCourseOfATrainingThatIsSubmittedAlready() {
        RunFile run = RunFile.open(Plans.of(out), SERVICE);
        change(run, record -> record.submitted(TRAINING, NOW));
        change(run, record -> record.seen(training(10), NOW.plusSeconds(1)));
        RunRecord before = run.current();

        change(run, record -> record.submitted(TRAINING, NOW.plusSeconds(60)));

        assertThat(run.current()).isEqualTo(before);
    }

    @Test
    void writesNothingWhenNothingIsNew() throws IOException {
        RunFile run = RunFile.open(Plans.of(out), SERVICE);
        change(run, record -> record.submitted(TRAINING, NOW));
        Files.delete(out.resolve("novita-run.json"));

        change(run, record -> record.submitted(TRAINING, NOW.plusSeconds(60)));

        assertThat(out.resolve("novita-run.json")).doesNotExist();
    }

    @Test
    void leavesNothingButTheRecordInItsFolder() throws IOException {
        change(RunFile.open(Plans.of(out), SERVICE), record -> record.submitted(TRAINING, NOW));

        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(out.resolve("novita-run.json"));
        }
    }

    @Test
    void keepsTheSentNameOfAnUnfinishedRun() {
        String sent = RunFile.open(Plans.of(out), SERVICE).current().sentName();

        assertThat(sent).startsWith("ink-");
        assertThat(RunFile.open(Plans.of(out), SERVICE).current().sentName()).isEqualTo(sent);
    }

    @Test
    void refusesAnotherServiceOnceATrainingIsPaid() {
        change(RunFile.open(Plans.of(out), SERVICE), record -> record.submitted(TRAINING, NOW));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunFile.open(Plans.of(out), "https://other.example"))
                .withMessageContaining("https://api.example, not https://other.example")
                .withMessageContaining("--out");
    }

    @Test
    void refusesAnotherNameOnceATrainingIsPaid() {
        change(RunFile.open(Plans.of(out), SERVICE), record -> record.submitted(TRAINING, NOW));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunFile.open(Plans.named("oil", out), SERVICE))
                .withMessageContaining("\"ink\" on v1-5-pruned-emaonly at 512 x 512, not \"oil\"")
                .withMessageContaining("--out");
    }

    @Test
    void givesWayToAnotherRunWhileNothingIsPaid() {
        RunFile.open(Plans.of(out), SERVICE);

        RunFile other = RunFile.open(Plans.named("oil", out), SERVICE);

        assertThat(other.begun()).isFalse();
        assertThat(other.current().request().name()).isEqualTo("oil");
    }

    @Test
    void refusesAnotherRunOnceATrainingMayBePaid() {
        change(RunFile.open(Plans.of(out), SERVICE), record -> record.sending(NOW));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunFile.open(Plans.named("oil", out), SERVICE))
                .withMessageContaining("may have paid")
                .withMessageContaining("2026-11-01T10:00:00Z")
                .withMessageContaining("--out");
        assertThat(RunFile.open(Plans.of(out), SERVICE).current().sendingSince())
                .isEqualTo(NOW);
    }

    @Test
    void givesWayToAnotherRunOnceItsTrainingIsSurelyNotPaid() {
        RunFile run = RunFile.open(Plans.of(out), SERVICE);
        change(run, record -> record.sending(NOW));
        change(run, RunRecord::notSending);

        assertThat(RunFile.open(Plans.named("oil", out), SERVICE).begun()).isFalse();
    }

    @Test
    void refusesARecordThatCannotBeRead() throws IOException {
        Files.writeString(out.resolve("novita-run.json"), "{\"format\": 7}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunFile.open(Plans.of(out), SERVICE))
                .withMessageContaining("novita-run.json must be the record of a run");
    }

    @Test
    void isCompleteWhenAllPromptsHaveTheirFiles() throws IOException {
        TrainingPlan plan = Plans.of(out, "a hill");
        RunFile run = RunFile.open(plan, SERVICE);
        change(run, record -> record.submitted(TRAINING, NOW));
        change(run, record -> record.ready("m.safetensors", "m"));
        change(run, record -> record.with(ordered().holding("d-1-0.png")));

        assertThat(run.complete(plan)).isFalse();
        Files.writeString(out.resolve("d-1-0.png"), "a file");
        assertThat(run.complete(plan)).isTrue();
        assertThat(run.complete(Plans.of(out, "a hill", "a lake"))).isFalse();
    }

    private static Drawing ordered() {
        return Drawing.intended("a hill", CHECKPOINT, NOW).submitted(DRAWING);
    }

    private static TaskStatus training(double percent) {
        return new TaskStatus(TRAINING, "TRAINING", null, List.of(), percent, null);
    }

    private static void change(RunFile run, UnaryOperator<RunRecord> change) {
        assertThat(run.update(change).block(Duration.ofSeconds(10))).isNotNull();
    }
}
