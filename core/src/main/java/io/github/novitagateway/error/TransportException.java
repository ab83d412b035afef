package io.github.novitagateway.error;

import java.util.Objects;

/** No usable answer came: refused or lost connection, or time ran out. Transient. */
public final class TransportException extends NovitaException {
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

    /** {@return false when it is certain that the request was not sent; true when the service may have worked on it} */
    public boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }
}
