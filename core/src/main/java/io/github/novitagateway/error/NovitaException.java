package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TrainingTask;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of all failures of this library that are not mistakes in a program. A message is one line of at most 500
 * characters and holds no key and no presigned query.
 */
public abstract sealed class NovitaException extends RuntimeException
        permits ApiException,
                NovitaException.TransportException,
                NovitaException.SubmitOutcomeUnknownException,
                NovitaException.MalformedResponseException,
                NovitaException.InvalidImageException,
                UploadException,
                DownloadException,
                NovitaException.TaskFailedException,
                NovitaException.PollingTimeoutException,
                NovitaException.NotSentException,
                NovitaException.JournalException,
                NovitaException.GatewayClosedException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 500;

    private final transient boolean passing;

    NovitaException(String message, @Nullable Throwable cause, boolean passing) {
        super(Redact.line(Objects.requireNonNull(message, "message"), LONGEST_MESSAGE), cause);
        this.passing = passing;
    }

    /** {@return whether the same call may succeed later without any change} */
    public final boolean isTransient() {
        return passing;
    }

    /** The gateway was closed before or during the call. Not transient. */
    public static final class GatewayClosedException extends NovitaException {
        private static final long serialVersionUID = 1L;

        /** The failure. */
        public GatewayClosedException() {
            super("the gateway was closed", null, false);
        }
    }

    /** The service reported success in a form that cannot be read: report it. Not transient. */
    public static final class MalformedResponseException extends NovitaException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure.
         *
         * @param message what cannot be read
         * @param cause why; null when there is no deeper one
         */
        public MalformedResponseException(String message, @Nullable Throwable cause) {
            super(message, cause, false);
        }
    }

    /**
     * Nothing was sent: no free connection, no memory to read a picture into, too long a wait for quota, no budget
     * left, a journal that does not take the intent to pay, or a host that {@code foreignHosts} refuses. Transient when
     * the cause passes, which a wait for quota that took too long already has not.
     */
    public static final class NotSentException extends NovitaException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure.
         *
         * @param message what stood in the way
         * @param transientCause whether that passes by itself
         * @param cause why; null when there is no deeper one
         */
        public NotSentException(String message, boolean transientCause, @Nullable Throwable cause) {
            super(message, cause, transientCause);
        }
    }

    /**
     * The journal cannot be read or written: another process holds it, the disk is full, a later version wrote it. Not
     * transient. A paid request that the service had taken by then is named; its task goes on.
     */
    public static final class JournalException extends NovitaException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable TaskId taskId;

        /**
         * The failure.
         *
         * @param message what is wrong with the journal
         * @param taskId the task that could not be noted; null when nothing was paid
         * @param cause why; null when there is no deeper one
         */
        public JournalException(String message, @Nullable TaskId taskId, @Nullable Throwable cause) {
            super(message + (taskId == null ? "" : "; task " + taskId + " was started"), cause, false);
            this.taskId = taskId;
        }

        /** {@return the paid task that could not be noted, or null when nothing was paid} */
        public @Nullable TaskId taskId() {
            return taskId;
        }
    }

    /** No usable answer came: refused or lost connection, or time ran out. Transient. */
    public static final class TransportException extends NovitaException {
        private static final long serialVersionUID = 1L;

        private final transient boolean requestMayHaveBeenProcessed;

        /**
         * The failure.
         *
         * @param message what happened
         * @param requestMayHaveBeenProcessed whether the request may have reached the service
         * @param cause why
         */
        public TransportException(String message, boolean requestMayHaveBeenProcessed, Throwable cause) {
            super(message, Objects.requireNonNull(cause, "cause"), true);
            this.requestMayHaveBeenProcessed = requestMayHaveBeenProcessed;
        }

        /**
         * {@return false when it is certain that the request was not sent; true when the service may have worked on it}
         */
        public boolean requestMayHaveBeenProcessed() {
            return requestMayHaveBeenProcessed;
        }
    }

    /**
     * A picture cannot be used: found before anything was sent for it, or while a file that changed was read. Not
     * transient.
     */
    public static final class InvalidImageException extends NovitaException {
        private static final long serialVersionUID = 1L;

        private final transient String image;

        /**
         * The failure.
         *
         * @param image name of the picture
         * @param problem what is wrong with it
         * @param cause why; null when there is no deeper one
         */
        public InvalidImageException(String image, String problem, @Nullable Throwable cause) {
            super(Redact.line(image, 200) + ": " + problem, cause, false);
            this.image = image;
        }

        /** {@return name of the picture} */
        public String image() {
            return image;
        }
    }

    /** The task has come to a bad end: failed, cancelled, or done without a result. Not transient. */
    public static final class TaskFailedException extends NovitaException {
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

    /**
     * Waiting for a task took longer than allowed. The task goes on at the service: come back to it by its id. Not
     * transient.
     */
    public static final class PollingTimeoutException extends NovitaException {
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

    /**
     * A paid request was sent and its answer lost: the task may exist. Look for it before sending the request again,
     * which may be charged a second time. Where the task list could not be read, the reason is suppressed in it; else a
     * training was looked for and not found. Not transient.
     */
    public static final class SubmitOutcomeUnknownException extends NovitaException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable String name;
        private final transient Instant attemptedAt;
        private final transient List<TrainingTask> candidates;

        /**
         * The failure.
         *
         * @param name name of the training as it was sent; null for a task without a name
         * @param attemptedAt when it was tried first, never after the request was sent
         * @param candidates tasks found since that may be the one; may be empty
         * @param cause how the answer was lost
         */
        public SubmitOutcomeUnknownException(
                @Nullable String name, Instant attemptedAt, List<TrainingTask> candidates, Throwable cause) {
            super(text(name, attemptedAt, candidates), Objects.requireNonNull(cause, "cause"), false);
            this.name = name;
            this.attemptedAt = attemptedAt;
            this.candidates = List.copyOf(candidates);
        }

        private static String text(@Nullable String name, Instant attemptedAt, List<TrainingTask> candidates) {
            String what = name == null ? "a paid task" : "training \"" + Redact.line(name, 200) + "\"";
            String found = candidates.isEmpty() ? "" : "; " + candidates.size() + " task(s) in the list may be it";
            return "the answer to the request for " + what + " sent at " + attemptedAt
                    + " was lost: the task may exist and be charged" + found;
        }

        /** {@return name of the training as it was sent, or null for a task without a name} */
        public @Nullable String name() {
            return name;
        }

        /** {@return when it was tried first, never after the request was sent} */
        public Instant attemptedAt() {
            return attemptedAt;
        }

        /** {@return tasks found since that may be the one; may be empty} */
        public List<TrainingTask> candidates() {
            return candidates;
        }
    }
}
