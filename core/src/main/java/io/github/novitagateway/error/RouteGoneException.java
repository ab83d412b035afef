package io.github.novitagateway.error;

/**
 * The service no longer has this call, or its edge blocks the caller, as the text tells: configure another path, or the
 * User-Agent.
 */
public final class RouteGoneException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public RouteGoneException(ApiError error) {
        super(error, false);
    }
}
