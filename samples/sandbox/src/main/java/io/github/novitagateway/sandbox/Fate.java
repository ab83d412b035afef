package io.github.novitagateway.sandbox;

import java.util.Locale;
import java.util.Set;

/** What becomes of the thing that a request makes or wants: decided by faults, obeyed by whoever keeps the thing. */
enum Fate {
    USUAL,
    /** A slot or link is over before its time. */
    EXPIRED,
    /** A task waits for ever. */
    STUCK,
    /** A task fails at the end. */
    FAILED,
    /** A task is cancelled at the end. */
    CANCELED,
    /** A task succeeds without pictures; a picture is gone. */
    VANISHED;

    private static final Set<SandboxEndpoint> DRAWING_SUBMITS =
            Set.of(SandboxEndpoint.TXT2IMG, SandboxEndpoint.IMG2IMG);
    private static final Set<SandboxEndpoint> TRAINING_SUBMITS =
            Set.of(SandboxEndpoint.STYLE_SUBMIT, SandboxEndpoint.SUBJECT_SUBMIT);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is something at an endpoint that can meet this fate. */
    boolean fits(SandboxEndpoint endpoint) {
        return switch (this) {
            case USUAL -> true;
            case EXPIRED -> endpoint == SandboxEndpoint.UPLOAD_SLOT || endpoint.isOnStorageHost();
            case STUCK, FAILED, CANCELED -> DRAWING_SUBMITS.contains(endpoint) || TRAINING_SUBMITS.contains(endpoint);
            case VANISHED -> DRAWING_SUBMITS.contains(endpoint) || endpoint == SandboxEndpoint.IMAGE_GET;
        };
    }
}
