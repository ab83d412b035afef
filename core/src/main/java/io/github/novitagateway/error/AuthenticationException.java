package io.github.novitagateway.error;

/** The key is missing, wrong or not allowed to do this: fix the key or the account. */
public final class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public AuthenticationException(ApiError error) {
        super(error, false);
    }
}
