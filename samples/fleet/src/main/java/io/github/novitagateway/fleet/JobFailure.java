package io.github.novitagateway.fleet;

import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import java.util.concurrent.TimeoutException;

/** What the failure of a job says about a next try. */
final class JobFailure {
    private JobFailure() {}

    /** Whether every other try would fail in the same way. */
    static boolean isFinal(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return !refusal.isTransient() && !isOfTheAccount(refusal);
        }
        if (failure instanceof DownloadException download) {
            return download.reason() == Reason.GONE || download.reason() == Reason.TOO_LARGE;
        }
        return failure instanceof IllegalArgumentException
                || failure instanceof MayBePaidException
                || failure instanceof InvalidImageException
                || failure instanceof TaskFailedException;
    }

    /** All jobs would fail so: that is no reason to give up this one at once. */
    private static boolean isOfTheAccount(ApiException refusal) {
        return refusal instanceof AuthenticationException
                || refusal instanceof InsufficientBalanceException
                || refusal instanceof RouteGoneException;
    }

    /** Whether the account lets none through for now, and no job is to blame. */
    static boolean isOfAllJobs(Throwable failure) {
        return failure instanceof AuthenticationException
                || failure instanceof InsufficientBalanceException
                || (failure instanceof NotSentException && failure.getCause() instanceof TimeoutException);
    }

    /** Whether only the journal was away, so that nothing was tried. */
    static boolean isOfTheJournal(Throwable failure) {
        return failure instanceof JournalException
                || (failure instanceof NotSentException && failure.getCause() instanceof JournalException);
    }

    static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
