package io.github.novitagateway.runner;

/** An earlier start may have paid for this, and only the user can decide whether to risk paying again. */
final class MayBePaidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MayBePaidException(String message) {
        super(message);
    }
}
