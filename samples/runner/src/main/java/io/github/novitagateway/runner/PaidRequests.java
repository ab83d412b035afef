package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;

/** What the failure of a paid request says about the payment. */
final class PaidRequests {
    private PaidRequests() {}

    /** A closed gateway does not tell whether the request was already on its way. */
    static boolean surelyNotTaken(Throwable failure) {
        return failure instanceof NovitaException
                && !(failure instanceof SubmitOutcomeUnknownException)
                && !(failure instanceof GatewayClosedException);
    }
}
