package io.github.novitagateway.runner;

import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, as its journal tells it.
 *
 * @param training that was, or may have been, paid; null when none was
 * @param drawings that were, or may have been, paid
 */
record RunRecord(@Nullable Training training, List<Drawing> drawings) {

    /**
     * The training of the run.
     *
     * @param asked what was asked for
     * @param paid the request and what came of it
     */
    record Training(TrainingLabel asked, PaidTask paid) {
        /** {@return the name that was sent} */
        String name() {
            return Objects.requireNonNull(paid.intent().name(), "name");
        }
    }

    /**
     * A drawing of the run.
     *
     * @param asked what was asked for
     * @param paid the request and what came of it
     */
    record Drawing(DrawingLabel asked, PaidTask paid) {
        /** Whether it is ordered anew by a start that may pay again: its order is unknown, or it failed. */
        boolean cameToNothing() {
            Ended end = paid.end();
            return paid.taskId().isEmpty()
                    || (end != null && !GenerationState.SUCCEED.name().equals(end.stage()));
        }

        private boolean isOf(String prompt, String checkpoint) {
            return asked.prompt().equals(prompt) && asked.checkpoint().equals(checkpoint);
        }
    }

    RunRecord {
        drawings = List.copyOf(drawings);
    }

    /**
     * Reads the journal's tasks; of several trainings the last one counts.
     *
     * @throws IllegalArgumentException when another program wrote them
     */
    static RunRecord of(List<PaidTask> tasks) {
        Training training = null;
        List<Drawing> drawings = new ArrayList<>();
        for (PaidTask task : tasks) {
            if (task.intent().kind() == Kind.IMAGE) {
                drawings.add(new Drawing(DrawingLabel.parse(task.intent().label()), task));
            } else {
                training = new Training(TrainingLabel.parse(task.intent().label()), task);
            }
        }
        return new RunRecord(training, drawings);
    }

    Optional<TaskId> taskId() {
        return training == null ? Optional.empty() : training.paid().taskId();
    }

    Optional<Drawing> drawing(String prompt, String checkpoint) {
        return drawings.stream()
                .filter(drawing -> drawing.isOf(prompt, checkpoint))
                .reduce((earlier, later) -> later);
    }

    /** The model that the drawings were made with; empty while there is none. */
    Optional<Trained> trained() {
        return drawings.stream()
                .reduce((earlier, later) -> later)
                .map(drawing -> drawing.asked().trained());
    }

    Course course() {
        return training == null ? Course.UNSEEN : Course.of(training.asked().uploadingSince(), training.paid());
    }
}
