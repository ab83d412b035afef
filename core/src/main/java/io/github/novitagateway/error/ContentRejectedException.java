package io.github.novitagateway.error;

/** The service does not draw or train this: change the prompt or the picture. */
public final class ContentRejectedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public ContentRejectedException(ApiError error) {
        super(error, false);
    }
}
