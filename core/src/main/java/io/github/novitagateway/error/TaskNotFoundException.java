package io.github.novitagateway.error;

/** The service does not know the task: give up its id. */
public final class TaskNotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure; not transient.
     *
     * @param error what the answer said
     */
    public TaskNotFoundException(ApiError error) {
        super(error, false);
    }
}
