package io.github.novitagateway.error;

/** The service does not take the request as it is: change it. */
public final class InvalidRequestException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public InvalidRequestException(ApiError error) {
        super(error, false);
    }
}
