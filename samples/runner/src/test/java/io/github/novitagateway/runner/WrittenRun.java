package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record of a run as an earlier start of the program would have left it, entry by entry. */
final class WrittenRun {
    static final String NAME = "ink-0a1b2c3d";
    static final TaskId TRAINING = TaskId.style("t-1");
    static final Trained MODEL = new Trained("m.safetensors", "m");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunFile run;

    WrittenRun(RunFile run) {
        this.run = run;
    }

    static RunRecord read(Path out, String service) {
        try (RunFile run = RunFile.at(out, service)) {
            return run.record().blockOptional(PATIENCE).orElseThrow();
        }
    }

    WrittenRun intended(TrainingPlan plan, Instant at) {
        return intended(plan, at, at);
    }

    WrittenRun intended(TrainingPlan plan, Instant uploadingSince, Instant at) {
        String label = new TrainingLabel(plan.essentials(), uploadingSince).text();
        return with(new Intended("training", Kind.STYLE, NAME, false, label, at));
    }

    WrittenRun started(Instant at) {
        return with(new Started("training", TRAINING, at));
    }

    WrittenRun observed(String stage, @Nullable Double percent, Instant at) {
        return with(new Observed(TRAINING, stage, percent, at));
    }

    WrittenRun ended(String stage, Instant at) {
        return with(new Ended(TRAINING, stage, at));
    }

    WrittenRun drawing(String prompt, Trained model, Instant at) {
        String label = new DrawingLabel(prompt, Checkpoints.STABLE_DIFFUSION_1_5, model).text();
        return with(new Intended(prompt, Kind.IMAGE, null, false, label, at));
    }

    WrittenRun drawn(String prompt, String task, Instant at) {
        return with(new Started(prompt, TaskId.image(task), at));
    }

    private WrittenRun with(Entry entry) {
        run.journal().append(entry).block(PATIENCE);
        return this;
    }
}
