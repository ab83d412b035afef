package io.github.novitagateway.runner;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingTask;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the user sees what happens. Its methods are called one after the other. */
interface Report extends AutoCloseable {

    /** Pictures are about to be uploaded. */
    void uploads(int pictures, long bytes);

    /** A training has brought an event of its library; those that need more than the event are told on their own. */
    default void event(TrainingEvent event) {
        if (event instanceof TrainingEvent.UploadProgress progress) {
            uploading(progress);
        } else if (event instanceof TrainingEvent.ImageUploaded uploaded) {
            uploaded(uploaded);
        } else if (event instanceof TrainingEvent.StatusChanged changed) {
            status(changed.status());
        } else if (event instanceof TrainingEvent.Stalled stalled) {
            stalled(stalled);
        }
    }

    void uploading(TrainingEvent.UploadProgress progress);

    void uploaded(TrainingEvent.ImageUploaded uploaded);

    /** The training is paid for, in this run or in an earlier one. */
    void submitted(TaskId task, String name);

    void status(TaskSnapshot status);

    void stalled(TrainingEvent.Stalled stalled);

    /** The model can be drawn with, by the name of the LoRA. */
    void ready(TaskId task, String model, String lora);

    /** A drawing is paid for, in this run or in an earlier one. */
    void drawing(TaskId task, String prompt);

    /** A drawing failed; the others go on. */
    void notDrawn(String prompt, Throwable failure);

    /** An image of a drawing is there; what was drawn is null where only the task is known. */
    void saved(Path file, @Nullable String prompt, int index, TaskId task);

    /** The run is done, and shown on a page. */
    void page(Path file);

    void listed(TrainingTask task);

    void model(Model model);

    void modelSaved(Path file, Model model);

    /** The file of a model was there already, and is left as it is. */
    void modelThere(Path file, Model model);

    /** The file of a model could not be saved; the others go on. */
    void modelNotSaved(Model model, Throwable failure);

    void balance(Balance balance);

    /** Something was looked at before money is spent. */
    void finding(Finding finding);

    /** A training was looked at and not started. */
    void preflight(PreflightReport found);

    void failed(Throwable failure);

    /** Puts the terminal back as it was; nothing is told afterwards. */
    @Override
    void close();
}
