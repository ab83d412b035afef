package io.github.novitagateway.error;

import org.jspecify.annotations.Nullable;

/**
 * Nothing was sent: no free connection, too long a wait for quota, or no budget left. Transient when the cause passes.
 */
public final class NotSentException extends NovitaException {
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
