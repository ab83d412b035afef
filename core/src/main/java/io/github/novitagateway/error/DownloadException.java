package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.task.TaskId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image or a model is there but could not be fetched. Transient when the transfer was interrupted. */
public final class DownloadException extends NovitaException {
    private static final long serialVersionUID = 1L;

    /** Why it could not be fetched. */
    public enum Reason {
        /** Its address has expired or leads to nothing, for an image a fresh one too: list the models again. */
        GONE,
        /** There is no address to fetch it from, it is one that {@code foreignHosts} refuses, or its host refused. */
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

    private final transient @Nullable TaskId taskId;
    private final transient String what;
    private final transient Reason reason;

    /**
     * The failure.
     *
     * @param taskId the task that drew the image; null for a model
     * @param what what was to be fetched, such as {@code image 0 of image/4f2a...} or {@code model ink-hills}
     * @param reason why
     * @param message what happened
     * @param cause why; null when there is no deeper one
     */
    public DownloadException(
            @Nullable TaskId taskId, String what, Reason reason, String message, @Nullable Throwable cause) {
        super(Redact.line(what, 200) + ": " + message, cause, reason == Reason.INTERRUPTED);
        this.taskId = taskId;
        this.what = what;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return the task that drew the image, or null for a model} */
    public @Nullable TaskId taskId() {
        return taskId;
    }

    /** {@return what was to be fetched: which image of which task, or which model} */
    public String what() {
        return what;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
