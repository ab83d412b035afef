package io.github.novitagateway.runner;

/** The way to the drawings is not free, so nothing more was started. */
final class BlockedWayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param begun whether an earlier start has paid, or may have */
    BlockedWayException(boolean begun, String findings) {
        super("The way to the drawings is not free, so nothing "
                + (begun ? "more was started" : "was started and nothing paid") + ". " + findings
                + ". --no-check starts all the same");
    }
}
