package io.github.novitagateway.runner;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress bars on a terminal, results as plain lines. */
final class TerminalReport implements Report {
    private static final int FULL = 100;
    private static final int REFRESH_MILLIS = 100;

    private final PlainReport lines;
    private final PrintStream screen;
    private final Map<Integer, Long> sent = new HashMap<>();
    private @Nullable ProgressBar bar;

    TerminalReport(PrintStream results, PrintStream screen) {
        this.lines = new PlainReport(results);
        this.screen = screen;
    }

    @Override
    public void uploads(int pictures, long bytes) {
        closeBar();
        bar = builder("Uploading " + Wording.count(pictures, "picture"), bytes)
                .setUnit(" KiB", 1024)
                .build();
    }

    @Override
    public void uploading(TrainingEvent.UploadProgress progress) {
        sent.put(progress.index(), progress.bytesSent());
        if (bar != null) {
            bar.stepTo(sent.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    @Override
    public void uploaded(TrainingEvent.ImageUploaded uploaded) {}

    @Override
    public void submitted(TaskId task, String name) {
        closeBar();
        lines.submitted(task, name);
    }

    @Override
    public void status(TaskSnapshot status) {
        ProgressBar shown = bar == null ? builder(kind(status.taskId()), FULL).build() : bar;
        bar = shown;
        Double percent = status.progressPercent();
        if (status.stage() == TrainingStage.DEPLOYING || status.stage() == TrainingStage.READY) {
            shown.stepTo(FULL);
        } else if (percent != null) {
            shown.stepTo(Math.round(percent));
        }
        shown.setExtraMessage(Wording.stage(status.stage()) + Wording.left(status));
        if (status.terminal()) {
            closeBar();
        }
    }

    @Override
    public void stalled(TrainingEvent.Stalled stalled) {
        closeBar();
        lines.stalled(stalled);
    }

    @Override
    public void ready(TaskId task, String model, String lora) {
        closeBar();
        lines.ready(task, model, lora);
    }

    @Override
    public void drawing(TaskId task, String prompt) {
        closeBar();
        lines.drawing(task, prompt);
    }

    @Override
    public void notDrawn(String prompt, Throwable failure) {
        closeBar();
        lines.notDrawn(prompt, failure);
    }

    @Override
    public void saved(Path file, @Nullable String prompt, int index, TaskId task) {
        closeBar();
        lines.saved(file, prompt, index, task);
    }

    @Override
    public void page(Path file) {
        closeBar();
        lines.page(file);
    }

    @Override
    public void listed(TrainingTask task) {
        lines.listed(task);
    }

    @Override
    public void model(Model model) {
        lines.model(model);
    }

    @Override
    public void modelSaved(Path file, Model model) {
        lines.modelSaved(file, model);
    }

    @Override
    public void modelThere(Path file, Model model) {
        lines.modelThere(file, model);
    }

    @Override
    public void modelNotSaved(Model model, Throwable failure) {
        lines.modelNotSaved(model, failure);
    }

    @Override
    public void balance(Balance balance) {
        lines.balance(balance);
    }

    @Override
    public void finding(Finding finding) {
        lines.finding(finding);
    }

    @Override
    public void preflight(PreflightReport found) {
        lines.preflight(found);
    }

    @Override
    public void failed(Throwable failure) {
        closeBar();
    }

    @Override
    public void close() {
        closeBar();
    }

    private ProgressBarBuilder builder(String name, long max) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(max)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(screen));
    }

    private static String kind(TaskId task) {
        return task.kind() == TaskId.Kind.IMAGE ? "Drawing" : "Training";
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
