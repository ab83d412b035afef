package io.github.novitagateway.runner;

/** The way to the drawings is not free, so nothing was started. */
final class BlockedWayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlockedWayException(String findings) {
        super("The way to the drawings is not free, so nothing was started and nothing paid. " + findings
                + ". --no-check starts all the same");
    }
}
