package io.github.novitagateway.error;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for a task took longer than allowed. The task goes on at the service: come back to it by its id. Not
 * transient.
 */
public final class PollingTimeoutException extends NovitaException {
    private static final long serialVersionUID = 1L;

    private final transient TaskId taskId;
    private final transient @Nullable TaskSnapshot lastSnapshot;

    /**
     * The failure.
     *
     * @param taskId the task
     * @param lastSnapshot what the service said last; null when it never answered
     * @param message which limit was reached
     * @param cause the last failed look; null when there was none
     */
    public PollingTimeoutException(
            TaskId taskId, @Nullable TaskSnapshot lastSnapshot, String message, @Nullable Throwable cause) {
        super(message, cause, false);
        this.taskId = Objects.requireNonNull(taskId, "taskId");
        this.lastSnapshot = lastSnapshot;
    }

    /** {@return the task} */
    public TaskId taskId() {
        return taskId;
    }

    /** {@return what the service said last, or null when it never answered} */
    public @Nullable TaskSnapshot lastSnapshot() {
        return lastSnapshot;
    }
}
