package io.github.novitagateway.error;

/**
 * Too many requests: wait for {@link #retryAfter()} when it is told, else back off. A used-up quota that time does not
 * heal is not this one.
 */
public final class RateLimitedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; transient.
     *
     * @param error what the answer said
     */
    public RateLimitedException(ApiError error) {
        super(error, true);
    }
}
