package io.github.novitagateway.runner;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plain lines, for people and for log files. */
final class PlainReport implements Report {
    private final PrintStream out;
    private String lastStatus = "";

    PlainReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void uploads(int pictures, long bytes) {
        out.println("Uploading " + Wording.count(pictures, "picture") + ", " + Wording.size(bytes));
    }

    @Override
    public void uploading(TrainingEvent.UploadProgress progress) {}

    @Override
    public void uploaded(TrainingEvent.ImageUploaded uploaded) {
        out.println("Uploaded " + uploaded.image().source().name());
    }

    @Override
    public void submitted(TaskId task, String name) {
        out.println("Training " + task + " is submitted as " + name);
    }

    /** Looks that show nothing new but a shorter estimate are left out. */
    @Override
    public void status(TaskSnapshot status) {
        String progress = Wording.progress(status);
        if (!progress.equals(lastStatus)) {
            lastStatus = progress;
            out.println(progress + Wording.left(status));
        }
    }

    @Override
    public void stalled(TrainingEvent.Stalled stalled) {
        out.println("Nothing has changed for " + Wording.span(stalled.unchangedFor()) + "; still watching");
    }

    @Override
    public void ready(TaskId task, String model, String lora) {
        out.println("Ready: model " + model + ", to draw with: --lora " + lora);
    }

    @Override
    public void drawing(TaskId task, String prompt) {
        lastStatus = "";
        out.println("Drawing \"" + prompt + "\" as " + task);
    }

    @Override
    public void notDrawn(String prompt, Throwable failure) {
        out.println("No drawing of \"" + prompt + "\": " + PlainErrors.text(failure));
    }

    @Override
    public void saved(Path file, @Nullable String prompt, int index, TaskId task) {
        out.println("Saved " + file);
    }

    @Override
    public void page(Path file) {
        out.println("See " + file);
    }

    @Override
    public void listed(TrainingTask task) {
        String models = task.models().stream().map(TrainedModel::name).collect(Collectors.joining(", "));
        String since = task.createdAt() == null ? "-" : task.createdAt().toString();
        out.println(String.join("  ", task.taskId().toString(), Wording.stage(task.stage()), since, task.name(), models)
                .stripTrailing());
    }

    @Override
    public void model(Model model) {
        String name = model.sdNameInApi().isBlank() ? model.sdName() : model.sdNameInApi();
        out.println(Stream.of(name, model.type(), model.baseModel(), model.source(), model.visibility())
                .map(word -> word == null || word.isBlank() ? "-" : word)
                .collect(Collectors.joining("  ")));
    }

    @Override
    public void modelSaved(Path file, Model model) {
        out.println("Saved " + file);
    }

    @Override
    public void modelThere(Path file, Model model) {
        out.println("Already there: " + file);
    }

    @Override
    public void modelNotSaved(Model model, Throwable failure) {
        out.println(PlainErrors.text(failure));
    }

    @Override
    public void balance(Balance balance) {
        out.println(balance.available().toPlainString() + " USD available");
    }

    @Override
    public void finding(Finding finding) {
        out.println(Wording.finding(finding));
    }

    @Override
    public void preflight(PreflightReport found) {
        found.errors().forEach(flaw -> out.println("error    " + flaw.message()));
        found.warnings().forEach(flaw -> out.println("warning  " + flaw.advice()));
        out.println("It would take " + Wording.estimate(found.estimate()));
        out.println(Wording.count(found.errors().size(), "error") + ", "
                + Wording.count(found.warnings().size(), "warning") + ". Nothing was sent");
    }

    @Override
    public void failed(Throwable failure) {}

    @Override
    public void close() {}
}
