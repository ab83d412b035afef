package io.github.novitagateway.fleet;

/** The worker was asked to stop between two steps of a job. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the worker was stopped");
    }
}
