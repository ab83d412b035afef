package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.training.TrainingTask;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A paid request was sent and its answer lost: the task may exist. Look for it before sending the request again, which
 * may be charged a second time. Not transient.
 */
public final class SubmitOutcomeUnknownException extends NovitaException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable String name;
    private final transient Instant attemptedAt;
    private final transient List<TrainingTask> candidates;

    /**
     * The failure.
     *
     * @param name name of the training as it was sent; null for a task without a name
     * @param attemptedAt when the request was sent
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

    /** {@return when the request was sent} */
    public Instant attemptedAt() {
        return attemptedAt;
    }

    /** {@return tasks found since that may be the one; may be empty} */
    public List<TrainingTask> candidates() {
        return candidates;
    }
}
