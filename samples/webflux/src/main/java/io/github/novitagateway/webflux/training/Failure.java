package io.github.novitagateway.webflux.training;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.error.UploadException;
import java.util.Map;

/**
 * Why something did not come about, and what can be done.
 *
 * @param what in a few words
 * @param detail what the gateway said, without secrets
 * @param next what to do about it
 * @param canGoOn whether it makes sense to go on from here
 */
public record Failure(String what, String detail, String next, boolean canGoOn) {

    private record Saying(String what, String next) {}

    private static final Map<Class<? extends Throwable>, Saying> SAYINGS = Map.ofEntries(
            Map.entry(AuthenticationException.class, new Saying("The key was refused", "Check novita.api-key.")),
            Map.entry(
                    InsufficientBalanceException.class,
                    new Saying("The balance is too low", "Top it up, then go on from here.")),
            Map.entry(
                    ContentRejectedException.class,
                    new Saying("The service refuses the content", "Start anew with another picture or other words.")),
            Map.entry(
                    RateLimitedException.class,
                    new Saying("The service asks for fewer requests", "Wait a little, then go on from here.")),
            Map.entry(ServerException.class, new Saying("The service failed", "Wait a little, then go on from here.")),
            Map.entry(
                    TransportException.class,
                    new Saying("The service did not answer", "Wait a little, then go on from here.")),
            Map.entry(
                    UploadException.class, new Saying("A picture could not be stored", "Go on: the others are kept.")),
            Map.entry(InvalidImageException.class, new Saying("A picture cannot be used", "Start anew without it.")),
            Map.entry(
                    TaskNotFoundException.class,
                    new Saying("The service does not know this any more", "What it made is in its own lists.")),
            Map.entry(TaskFailedException.class, new Saying("The service could not do it", "A new try is paid anew.")),
            Map.entry(
                    PollingTimeoutException.class,
                    new Saying("It takes too long", "It goes on at the service; go on to look at it again.")),
            Map.entry(
                    SubmitOutcomeUnknownException.class,
                    new Saying(
                            "It may have been paid, and cannot be found",
                            "Nothing is ordered again by itself. Look at the service's own list.")),
            Map.entry(
                    JournalException.class,
                    new Saying("The journal cannot be written", "Look after the disk, then go on from here.")),
            Map.entry(NotSentException.class, new Saying("Nothing was sent", "Nothing was paid; go on from here.")));

    private static final Saying ANY = new Saying("It did not come about", "The log tells more.");

    /**
     * Says of a failure what it means here.
     *
     * @param failure what went wrong
     * @return the same for people
     */
    public static Failure of(Throwable failure) {
        Saying saying = SAYINGS.getOrDefault(failure.getClass(), ANY);
        String detail = failure instanceof NovitaException ? String.valueOf(failure.getMessage()) : "";
        return new Failure(saying.what(), detail, saying.next(), !isFinal(failure));
    }

    static Failure canceled(TaskFailedException failure) {
        return new Failure(
                "The training was cancelled at the service",
                String.valueOf(failure.getMessage()),
                "A new try is paid anew.",
                false);
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof TaskFailedException
                || failure instanceof TaskNotFoundException
                || failure instanceof InvalidImageException
                || failure instanceof ContentRejectedException;
    }
}
