package io.github.novitagateway.error;

import org.jspecify.annotations.Nullable;

/** The service reported success in a form that cannot be read: report it. Not transient. */
public final class MalformedResponseException extends NovitaException {
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
