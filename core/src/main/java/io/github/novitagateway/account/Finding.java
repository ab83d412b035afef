package io.github.novitagateway.account;

import io.github.novitagateway.error.NovitaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at before money is spent.
 *
 * @param subject what was looked at
 * @param verdict whether the way is free there
 * @param message what was found, in words; holds no secret
 * @param failure the error behind it; null when there is none
 */
public record Finding(
        Subject subject,
        Verdict verdict,
        String message,
        @Nullable NovitaException failure) {
    /** What is looked at, in this order. */
    public enum Subject {
        /** Whether the key is accepted. */
        KEY,
        /** Whether there is money. */
        BALANCE,
        /** The route of upload slots. */
        UPLOAD_SLOT,
        /** The route of style trainings. */
        STYLE_TRAINING,
        /** The route of subject trainings. */
        SUBJECT_TRAINING,
        /** The list of trainings. */
        TRAININGS,
        /** The route of drawing from words. */
        TEXT_TO_IMAGE,
        /** The route of drawing from a picture. */
        IMAGE_TO_IMAGE,
        /** The route of drawing results. */
        TASK_RESULT,
        /** The list of models. */
        MODELS
    }

    /** What was found. */
    public enum Verdict {
        /** The way is free. */
        FREE,
        /** It is not: what costs money would fail there. */
        BLOCKED,
        /** That could not be found out now. */
        UNCLEAR
    }

    /** Checks that nothing needed is absent. */
    public Finding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(message, "message");
    }
}
