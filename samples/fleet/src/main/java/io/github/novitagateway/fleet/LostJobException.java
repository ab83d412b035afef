package io.github.novitagateway.fleet;

/** Another node has taken the job over: this one has nothing more to say about it. */
final class LostJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostJobException(String id) {
        super("job " + id + " was taken over by another node");
    }
}
