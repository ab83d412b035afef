package io.github.novitagateway.error;

/** The gateway was closed before or during the call. Not transient. */
public final class GatewayClosedException extends NovitaException {
    private static final long serialVersionUID = 1L;

    /** The failure. */
    public GatewayClosedException() {
        super("the gateway was closed", null, false);
    }
}
