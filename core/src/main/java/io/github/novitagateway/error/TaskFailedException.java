package io.github.novitagateway.error;

import io.github.novitagateway.task.TaskSnapshot;
import java.util.Objects;

/** The task has come to a bad end: failed, cancelled, or done without a result. Not transient. */
public final class TaskFailedException extends NovitaException {
    private static final long serialVersionUID = 1L;

    private final transient TaskSnapshot snapshot;

    /**
     * The failure.
     *
     * @param snapshot what the service said last
     * @param message what happened
     */
    public TaskFailedException(TaskSnapshot snapshot, String message) {
        super(message, null, false);
        this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
    }

    /** {@return what the service said last} */
    public TaskSnapshot snapshot() {
        return snapshot;
    }
}
