package io.github.novitagateway.error;

/** The service has failed on its side: wait and repeat. */
public final class ServerException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; transient.
     *
     * @param error what the answer said
     */
    public ServerException(ApiError error) {
        super(error, true);
    }
}
