package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainReportTest {
    private static final TaskId TASK = TaskId.style("t-1");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PlainReport report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void saysAStatusOnceUntilStageOrPercentChanges() {
        report.status(training(0, 7200));
        report.status(training(0, 7195));
        report.status(training(42.4, 3725));
        report.status(training(42.3, 3720));
        report.status(training(43, 90));

        assertThat(lines())
                .containsExactly(
                        "training, about 2 h 0 min left",
                        "training 42 %, about 1 h 2 min left",
                        "training 43 %, about 1 min 30 s left");
    }

    @Test
    void listsATrainingOnOneLine() {
        report.listed(new TrainingTask(
                TASK,
                "ink-1234",
                "style",
                "SUCCESS",
                Instant.parse("2026-11-01T10:00:00Z"),
                List.of(new TrainedModel("m.safetensors", "SERVING"))));

        assertThat(lines()).containsExactly("style/t-1  ready  2026-11-01T10:00:00Z  ink-1234  m.safetensors");
    }

    @Test
    void keepsProgressBarsApartFromResultsOnATerminal() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        TerminalReport terminal = new TerminalReport(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new PrintStream(screen, true, StandardCharsets.UTF_8));

        terminal.status(training(42, 90));
        terminal.saved(Path.of("a.png"), "a hill", 0, TASK);

        assertThat(lines()).containsExactly("Saved a.png");
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Training", "42");
    }

    private static TaskStatus training(double percent, long secondsLeft) {
        return new TaskStatus(TASK, "TRAINING", null, List.of(), percent, Duration.ofSeconds(secondsLeft));
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
