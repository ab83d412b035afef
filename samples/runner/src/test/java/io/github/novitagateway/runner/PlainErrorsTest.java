package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.ApiError;
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
import io.github.novitagateway.training.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainErrorsTest {
    private static final ApiError SAID = new ApiError(403, 403, "SOME_REASON", "some words", Map.of(), null);
    private static final TaskId TASK = TaskId.style("t-1");
    private static final TaskStatus STATUS = new TaskStatus(TASK, "FAILED", null, List.of(), null, null);

    static List<NovitaException> failures() {
        return List.of(
                new ApiException(SAID),
                new AuthenticationException(SAID),
                new InsufficientBalanceException(SAID),
                new InvalidRequestException(SAID),
                new ContentRejectedException(SAID),
                new RateLimitedException(SAID),
                new TaskNotFoundException(SAID),
                new RouteGoneException(SAID),
                new ServerException(SAID),
                new TransportException("some words", true, new IOException("reset")),
                new SubmitOutcomeUnknownException("some words", Instant.EPOCH, List.of(), new IOException("reset")),
                new MalformedResponseException("some words", null),
                new InvalidImageException("a.png", "some words", null),
                new UploadException("a.png", 403, "AccessDenied", "some words", null),
                new DownloadException(TASK, "image 0 of task", DownloadException.Reason.GONE, "some words", null),
                new TaskFailedException(STATUS, "some words"),
                new PollingTimeoutException(TASK, null, "some words", null),
                new NotSentException("some words", true, null),
                new JournalException("some words", null, null),
                new GatewayClosedException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatHappenedAndWhatToDo(NovitaException failure) {
        String said = failure instanceof GatewayClosedException ? "the gateway was closed" : "some words";

        assertThat(PlainErrors.text(failure))
                .contains(said)
                .endsWith(".")
                .doesNotContain("Exception", "null", "\n")
                .hasSizeGreaterThan(said.length() + 40);
    }

    @Test
    void knowsEveryFailureOfTheLibrary() {
        assertThat(failures())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(
                        concrete(NovitaException.class).toList());
    }

    @Test
    void namesTrainingInstantAndListWhenTheOutcomeIsUnknown() {
        Instant sent = Instant.parse("2026-11-01T10:00:00Z");

        assertThat(PlainErrors.text(
                        new SubmitOutcomeUnknownException("ink-1234", sent, List.of(), new IOException("reset"))))
                .contains("ink-1234", "2026-11-01T10:00:00Z", "novita list");
    }

    @Test
    void namesTheWatchThatSavesTheImagesOfADrawing() {
        TaskId drawing = TaskId.image("d-1");

        assertThat(PlainErrors.text(new PollingTimeoutException(drawing, null, "no end in time", null)))
                .endsWith("'novita watch image/d-1 --out DIR' saves its images when it is done.");
        assertThat(PlainErrors.text(new DownloadException(
                        drawing, "image 0", DownloadException.Reason.INTERRUPTED, "the transfer broke off", null)))
                .contains("With train, the same command")
                .endsWith("'novita watch image/d-1 --out DIR' saves its images too.");
        assertThat(PlainErrors.text(new PollingTimeoutException(TASK, null, "no end in time", null)))
                .endsWith("'novita watch' looks at it again.");
    }

    @Test
    void callsAModelThatCannotBeSavedNoDrawing() {
        assertThat(PlainErrors.text(new DownloadException(
                        null, "model ink-hills", DownloadException.Reason.INTERRUPTED, "the transfer broke off", null)))
                .isEqualTo("A file could not be saved: model ink-hills: the transfer broke off."
                        + " The same command started again fetches what is not there yet.");
    }

    @Test
    void leavesTheTextOfWrongInputAsItIs() {
        assertThat(PlainErrors.text(new IllegalArgumentException("imageNum must be 1..8 but was 9")))
                .isEqualTo("imageNum must be 1..8 but was 9.");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThat(PlainErrors.text(new UncheckedIOException(new NoSuchFileException("a.png"))))
                .isEqualTo("a.png is not there.");
    }

    @Test
    void exitCodesTellUsageFromFailureFromUnknownOutcome() {
        assertThat(ExitCodes.of(new IllegalArgumentException("x"))).isEqualTo(2);
        assertThat(ExitCodes.of(new TaskFailedException(STATUS, "x"))).isEqualTo(1);
        assertThat(ExitCodes.of(new IllegalStateException("x"))).isEqualTo(1);
        assertThat(ExitCodes.of(
                        new SubmitOutcomeUnknownException(null, Instant.EPOCH, List.of(), new IOException("reset"))))
                .isEqualTo(3);
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        Class<?>[] below = type.getPermittedSubclasses();
        Stream<Class<?>> own = Modifier.isAbstract(type.getModifiers()) ? Stream.empty() : Stream.of(type);
        return below == null ? own : Stream.concat(own, Stream.of(below).flatMap(PlainErrorsTest::concrete));
    }
}
