package io.github.novitagateway.runner;

import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;

/** Says of a failure, in a sentence or two, what happened and what to do next. */
final class PlainErrors {
    private static final String AGAIN = "With train, the same command started again goes on from here.";

    /** What happened is said by the message of the failure, after these words; then comes what to do. */
    private record Saying(String what, String next) {}

    private static final Map<Class<? extends NovitaException>, Saying> SAYINGS = Map.ofEntries(
            Map.entry(ApiException.class, new Saying("The service refused", "Its reason tells what to change.")),
            Map.entry(AuthenticationException.class, new Saying("The key was refused", "Check NOVITA_API_KEY.")),
            Map.entry(
                    InsufficientBalanceException.class,
                    new Saying("The balance is too low", "Top it up, then start the same command again.")),
            Map.entry(
                    InvalidRequestException.class,
                    new Saying("The service refused the request", "Change what it names.")),
            Map.entry(
                    ContentRejectedException.class,
                    new Saying("The service refused the content", "Change the prompt or the picture.")),
            Map.entry(
                    RateLimitedException.class,
                    new Saying("The service asks for fewer requests", "Wait a little, then try again.")),
            Map.entry(
                    TaskNotFoundException.class,
                    new Saying("The service does not know the task", "'novita list' shows the trainings it knows.")),
            Map.entry(
                    RouteGoneException.class,
                    new Saying("The service does not answer at this address", "Check --base-url and NOVITA_BASE_URL.")),
            Map.entry(ServerException.class, new Saying("The service failed", "Wait a little, then try again.")),
            Map.entry(
                    TransportException.class,
                    new Saying("No usable answer came", "Check the network and the address of the service.")),
            Map.entry(
                    MalformedResponseException.class,
                    new Saying("The service's answer cannot be read", "Check that the address is the service's.")),
            Map.entry(
                    InvalidImageException.class,
                    new Saying("A picture cannot be used", "Replace it or take it out of the folder.")),
            Map.entry(UploadException.class, new Saying("A picture could not be stored", AGAIN)),
            Map.entry(
                    DownloadException.class,
                    new Saying(
                            "A file could not be saved",
                            "The same command started again fetches what is not there yet.")),
            Map.entry(
                    TaskFailedException.class,
                    new Saying("The task failed", "A new try is a new paid task; for train, name another --out.")),
            Map.entry(
                    PollingTimeoutException.class,
                    new Saying(
                            "The task is taking too long",
                            "It goes on at the service; 'novita watch' looks at it again.")),
            Map.entry(
                    JournalException.class,
                    new Saying(
                            "The record of the run cannot be kept", "Mend that, or name another folder with --out.")),
            Map.entry(NotSentException.class, new Saying("Nothing was sent", AGAIN)),
            Map.entry(GatewayClosedException.class, new Saying("Stopped", AGAIN)));

    /** What to do when it happened to a drawing. */
    private static final Map<Class<? extends NovitaException>, String> NEXT_FOR_A_DRAWING = Map.of(
            TaskFailedException.class,
            "A new try is a new paid task; with train, the same command with --retry-paid-requests orders it anew.",
            PollingTimeoutException.class,
            "It goes on at the service; 'novita watch %s --out DIR' saves its images when it is done.",
            DownloadException.class,
            AGAIN + " 'novita watch %s --out DIR' saves its images too.");

    private PlainErrors() {}

    static String text(Throwable failure) {
        if (failure instanceof SubmitOutcomeUnknownException unknown) {
            return outcomeUnknown(unknown);
        }
        if (failure instanceof NovitaException known) {
            Saying saying = Objects.requireNonNull(SAYINGS.get(known.getClass()));
            return sentence(saying.what() + ": " + known.getMessage()) + " " + next(known, saying);
        }
        if (failure instanceof MayBePaidException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof BlockedWayException) {
            return sentence(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof IllegalArgumentException) {
            return sentence(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof ChannelBindException) {
            return sentence(String.valueOf(failure.getMessage())) + " Name another port, or 0 for a free one.";
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return text(Objects.requireNonNull(unchecked.getCause()));
        }
        return failure instanceof IOException io
                ? sentence(file(io))
                : sentence("Something unexpected happened: " + failure) + " --verbose shows where.";
    }

    private static String next(NovitaException failure, Saying saying) {
        TaskId task = taskOf(failure);
        String next =
                task == null || task.kind() != TaskId.Kind.IMAGE ? null : NEXT_FOR_A_DRAWING.get(failure.getClass());
        return next == null ? saying.next() : next.formatted(task);
    }

    /** The task that failed, as far as the failure tells. */
    static @Nullable TaskId taskOf(Throwable failure) {
        if (failure instanceof TaskFailedException failed) {
            return failed.snapshot().taskId();
        }
        if (failure instanceof PollingTimeoutException timeout) {
            return timeout.taskId();
        }
        return failure instanceof DownloadException download ? download.taskId() : null;
    }

    private static String outcomeUnknown(SubmitOutcomeUnknownException unknown) {
        return sentence(capital(String.valueOf(unknown.getMessage()))) + " "
                + (unknown.name() == null
                        ? "A drawing cannot be looked up, and ordering it again may be charged a second time."
                        : "'novita list' shows whether it exists; the same command started again looks too.");
    }

    private static String file(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        }
        return failure instanceof AccessDeniedException denied
                ? denied.getFile() + " may not be read or written"
                : "A file could not be read or written: " + failure.getMessage();
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") ? text : text + ".";
    }
}
