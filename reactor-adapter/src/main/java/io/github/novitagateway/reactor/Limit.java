package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The patience of one watch, in all or for one stage, counted by the timers from when it is made. One that ran out
 * while the machine slept ends the watch only after a look that was taken since, or a minute later.
 */
final class Limit {

    static final Duration LATE = Duration.ofSeconds(5);
    static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final Duration span;
    private final @Nullable Enum<?> stage;
    private final long late;
    private long due;
    private boolean lastLook;

    Limit(Duration span, @Nullable Enum<?> stage, Pace pace) {
        this.span = span;
        this.stage = stage;
        this.late = pace.millis() + (Pace.nanos(span) + LATE.toNanos()) / 1_000_000;
        this.due = pace.nanos() + Pace.nanos(span);
    }

    /** In the nanoseconds of {@link Pace}. */
    long due() {
        return due;
    }

    boolean isOver(Pace pace) {
        long now = pace.nanos();
        if (now - due < 0) {
            return false;
        }
        if (lastLook || pace.millis() <= late) {
            return true;
        }
        lastLook = true;
        due = now + LAST_LOOK.toNanos();
        return false;
    }

    /** Whether a look that says that the task goes on is the end of it. */
    boolean awaitsLastLook() {
        return lastLook;
    }

    @Override
    public String toString() {
        return words(span, stage);
    }

    /** @param stage null for the whole */
    static String words(Duration span, @Nullable Enum<?> stage) {
        return stage == null ? "the deadline of " + span : "the limit of " + span + " for stage " + stage;
    }

    /** How long a task may be in the stage, if that is limited. */
    static @Nullable Duration span(@Nullable Enum<?> stage, WatchLimits limits) {
        if (stage == TrainingStage.QUEUED || stage == GenerationState.QUEUED) {
            return limits.queueLimit();
        }
        if (stage == TrainingStage.TRAINING || stage == GenerationState.PROCESSING) {
            return limits.trainingLimit();
        }
        return stage == TrainingStage.DEPLOYING ? limits.deploymentLimit() : null;
    }
}
