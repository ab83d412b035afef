package io.github.novitagateway.error;

/** The balance does not suffice: pay. */
public final class InsufficientBalanceException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public InsufficientBalanceException(ApiError error) {
        super(error, false);
    }
}
