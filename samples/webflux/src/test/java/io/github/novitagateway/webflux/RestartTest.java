package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.webflux.training.LiveTraining;
import io.github.novitagateway.webflux.training.Resumed;
import io.github.novitagateway.webflux.training.Training;
import io.github.novitagateway.webflux.training.Trainings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application ends, whatever is under way, and is started again. */
class RestartTest {

    @RegisterExtension
    final SandboxExtension novita = SandboxExtension.with(Services.patient().build());

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRunningTrainingIsThereAgainWithTheBeginningOfItsChart(Sandbox sandbox) {
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            before.until(id, "training");
            before.await(
                    RunningStudio.streamOf(id),
                    told -> told.stage().equals("training")
                            && told.data().get("percent").asDouble() > 20);
        }
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            List<Told> told = after.until(id, "ready");

            assertThat(told)
                    .filteredOn(event -> event.stage().equals("training"))
                    .extracting(event -> event.data().get("percent").asDouble())
                    .anyMatch(percent -> percent < 10);
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void aTrainingWhoseOrderWasOnItsWayIsFoundAndNotPaidAgain(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.resetAfter());
        sandbox.faults().on(SandboxEndpoint.TRAINING_LIST, Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "later"));
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            RunningStudio.await(() -> !sandbox.ledger().paidTasks().isEmpty());
        }
        sandbox.faults().clear();
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            assertThat(after.until(id, "ready").stream().map(Told::stage)).contains("searching");
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void uploadsThatWereUnderWayGoOnAndStoredPicturesAreNotSentAgain(Sandbox sandbox) {
        sandbox.faults()
                .on(
                        SandboxEndpoint.STORAGE_PUT,
                        Fault.latency(Duration.ofMinutes(1)).everyNth(2));
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png", "stone-bridge.jpg");
            before.await(
                    RunningStudio.streamOf(id),
                    told -> told.kind().equals("upload")
                            && told.data().get("stored").asBoolean());
        }
        sandbox.faults().clear();
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            after.until(id, "ready");
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        assertThat(sandbox.ledger().storedImages()).hasSize(2);
    }

    @Test
    void aDrawingThatWasOrderedIsFetchedAfterwards(Sandbox sandbox) {
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            before.until(id, "ready");
            before.draw(id, "a lighthouse");
            awaitNoted(before, id, drawing -> drawing.taskId().isPresent());
        }
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            Told drawing = after.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(1));
            assertThat(drawing.data().get("failure").isNull()).isTrue();
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(2);
    }

    @Test
    void aDrawingWhoseOrderWasOnItsWayIsNotOrderedAgain(Sandbox sandbox) {
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            before.until(id, "ready");
            sandbox.faults()
                    .on(
                            SandboxEndpoint.TXT2IMG,
                            Fault.lateAnswer(Duration.ofMinutes(1)).next(1));
            before.draw(id, "a lighthouse");
            RunningStudio.await(() -> sandbox.ledger().paidTasks().size() == 2);
        }
        sandbox.faults().clear();
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            Told drawing = after.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(1));
            assertThat(drawing.data().get("failure").get("what").asString())
                    .isEqualTo("It may have been paid, and cannot be found");
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(2);
    }

    @Test
    void aDrawingThatIsOrderedWhileTheOthersComeBackIsOrderedOnce(Sandbox sandbox) {
        try (RunningStudio studio = RunningStudio.start(sandbox, folder)) {
            String id = studio.begin("ink", "harbour-dusk.png");
            studio.until(id, "ready");
            LiveTraining training = studio.bean(Trainings.class).get(id);
            Training asItWas = training.now();
            sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.lateAnswer(Duration.ofMillis(500)));
            studio.draw(id, "a lighthouse");
            RunningStudio.await(() -> sandbox.ledger().paidTasks().size() == 2);

            studio.bean(Resumed.class).goOn(training, asItWas);

            Told drawing = studio.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(1));
            assertThat(drawing.data().get("failure").isNull()).isTrue();
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(2);
    }

    @Test
    void aTrainingThatWasPaidAndWhoseRecordIsLostIsTold(Sandbox sandbox) throws IOException {
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            before.until(id, "training");
        }
        Files.write(folder.resolve("trainings").resolve(id).resolve("training.json"), new byte[0]);
        TaskId paid = TaskId.style(sandbox.ledger().paidTasks().get(0).taskId());

        PrintStream terminal = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        RunningStudio after = RunningStudio.start(sandbox, folder);
        try (after) {
            RunningStudio.await(() -> output.toString(StandardCharsets.UTF_8)
                    .contains("Training " + id + " was paid, and there is no record of it: " + paid));
        } finally {
            System.setOut(terminal);
        }
    }

    @Test
    void withAnotherServiceNothingGoesOnUntilTheFirstIsBack(Sandbox sandbox) {
        String id;
        try (RunningStudio before = RunningStudio.start(sandbox, folder)) {
            id = before.begin("ink", "harbour-dusk.png");
            before.until(id, "training");
        }
        try (Sandbox other = Sandbox.start(Services.patient().build())) {
            try (RunningStudio elsewhere = RunningStudio.start(other, folder)) {
                awaitTraining(elsewhere, id);
                String refused = elsewhere.begin("ink", "harbour-dusk.png");
                elsewhere.until(refused, "failed");
            }
            assertThat(other.ledger().requests())
                    .as("nobody asks for the other's tasks, nor pays")
                    .extracting(request -> request.path())
                    .doesNotContain("/v3/training/style", "/v3/training");
        }
        try (RunningStudio after = RunningStudio.start(sandbox, folder)) {
            awaitTraining(after, id);
            after.until(id, "ready");
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    /** Until the journal says so of the first drawing of a training. */
    private static void awaitNoted(RunningStudio studio, String id, Predicate<TaskJournal.PaidTask> noted) {
        FileTaskJournal journal = studio.bean(FileTaskJournal.class);
        RunningStudio.await(() -> Boolean.TRUE.equals(journal.tasks()
                .filter(task -> (id + "/1").equals(task.intent().label()))
                .any(noted)
                .block(RunningStudio.PATIENCE)));
    }

    private static void awaitTraining(RunningStudio studio, String id) {
        studio.await(
                "/api/events",
                told -> told.kind().equals("training")
                        && told.data().get("training").asString().equals(id));
    }
}
