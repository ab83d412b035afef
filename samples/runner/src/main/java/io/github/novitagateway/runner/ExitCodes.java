package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;

/** What the exit code of the program says. 130, for an interrupted one, comes from the virtual machine itself. */
final class ExitCodes {
    static final int DONE = 0;
    static final int JOB_FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int OUTCOME_UNKNOWN = 3;

    private ExitCodes() {}

    static int of(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return WRONG_USAGE;
        }
        return failure instanceof SubmitOutcomeUnknownException || failure instanceof MayBePaidException
                ? OUTCOME_UNKNOWN
                : JOB_FAILED;
    }
}
