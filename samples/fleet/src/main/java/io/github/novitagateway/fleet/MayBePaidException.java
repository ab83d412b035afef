package io.github.novitagateway.fleet;

/** A paid request whose outcome cannot be found out: asking again may pay again. */
final class MayBePaidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MayBePaidException(String message) {
        super(message);
    }
}
