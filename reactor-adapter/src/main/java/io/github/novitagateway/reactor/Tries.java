package io.github.novitagateway.reactor;

import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TransportException;
import org.jspecify.annotations.Nullable;

/** What is known of one paid request after all of its tries so far: whether the service may have taken it. */
final class Tries {

    private volatile @Nullable Attempt open;
    private volatile boolean mayBeTaken;

    void begin(Attempt attempt) {
        open = attempt;
    }

    void failed(Throwable failure) {
        if (wasSurelyNotTaken(failure)) {
            open = null;
        } else if (leavesOutcomeOpen(failure)) {
            mayBeTaken = true;
        }
    }

    /** Whether none has reached the service, and none will. */
    boolean surelyNotTaken() {
        Attempt last = open;
        return !mayBeTaken && (last == null || last.giveUp());
    }

    /** Whether they end in a failure that does not tell what became of the request. */
    boolean leaveOutcomeOpen(Throwable failure) {
        return mayBeTaken || (failure instanceof GatewayClosedException && !surelyNotTaken());
    }

    static boolean wasSurelyNotTaken(Throwable failure) {
        return failure instanceof RateLimitedException
                || (failure instanceof NotSentException notSent && notSent.isTransient())
                || (failure instanceof TransportException transport && !transport.requestMayHaveBeenProcessed());
    }

    private static boolean leavesOutcomeOpen(Throwable failure) {
        return failure instanceof ServerException
                || failure instanceof MalformedResponseException
                || (failure instanceof TransportException transport && transport.requestMayHaveBeenProcessed())
                || (failure instanceof ApiException refusal && isNoKnownRefusal(refusal));
    }

    /** A code of the old envelope that nobody has documented says nothing of what became of the request. */
    private static boolean isNoKnownRefusal(ApiException refusal) {
        return refusal.getClass() == ApiException.class && refusal.status() / 100 == 2;
    }
}
