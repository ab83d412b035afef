package io.github.novitagateway.error;

import io.github.novitagateway.task.TaskId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image was drawn but could not be fetched. Transient when the transfer was interrupted. */
public final class DownloadException extends NovitaException {
    private static final long serialVersionUID = 1L;

    /** Why an image could not be fetched. */
    public enum Reason {
        /** Its address has expired or leads to nothing: ask for the task again. */
        GONE,
        /** The host is not one to fetch from, or it refused. */
        REFUSED,
        /** It is larger than the configured bound. */
        TOO_LARGE,
        /** It could not be written. */
        DISK,
        /** A file of that name exists already. */
        EXISTS,
        /** The transfer broke off: repeat it. */
        INTERRUPTED
    }

    private final transient TaskId taskId;
    private final transient int index;
    private final transient Reason reason;

    /**
     * The failure.
     *
     * @param taskId the task that drew the image
     * @param index the image's place among those of the task, from 0
     * @param reason why
     * @param message what happened
     * @param cause why; null when there is no deeper one
     */
    public DownloadException(TaskId taskId, int index, Reason reason, String message, @Nullable Throwable cause) {
        super("image " + index + " of " + taskId + ": " + message, cause, reason == Reason.INTERRUPTED);
        this.taskId = Objects.requireNonNull(taskId, "taskId");
        this.index = index;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return the task that drew the image} */
    public TaskId taskId() {
        return taskId;
    }

    /** {@return the image's place among those of the task, from 0} */
    public int index() {
        return index;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
