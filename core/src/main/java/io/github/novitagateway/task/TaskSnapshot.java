package io.github.novitagateway.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the service said about a task when it was asked last. */
public interface TaskSnapshot {
    /** {@return the task} */
    TaskId taskId();

    /** {@return the service's word for the state as it came, empty when it was absent} */
    String rawState();

    /** {@return whether nothing will change any more, for good or bad} */
    boolean terminal();

    /** {@return where the task stands, as a constant of the kind's own enum} */
    Enum<?> stage();

    /** {@return progress in percent, 0..100, or null when the service did not tell} */
    @Nullable
    Double progressPercent();

    /** {@return the time that the service expects to need yet, or null when it did not tell} */
    @Nullable
    Duration eta();

    /**
     * {@return for how long the stage has been observed: in a watch, the time from the first look that found it to this
     * one; zero in an answer that was asked for once} Part of what is compared: two looks of a watch are seldom equal.
     */
    Duration stageObservedFor();
}
