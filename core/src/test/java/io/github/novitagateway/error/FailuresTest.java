package io.github.novitagateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingTask;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final TaskId ID = TaskId.style("0f8e");
    private final Throwable cause = new IOException("reset");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostConnectionTellsWhetherTheRequestMayHaveArrived(boolean arrived) {
        var failure = new TransportException("connection reset", arrived, cause);

        assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(arrived);
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).hasMessage("connection reset").hasCause(cause);
    }

    @Test
    void anUnknownOutcomeTellsWhatToLookFor() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        List<TrainingTask> candidates =
                new ArrayList<>(List.of(new TrainingTask(ID, "ink-hills", "style", "QUEUING", then, List.of())));
        var failure = new SubmitOutcomeUnknownException("ink-hills", then, candidates, cause);
        candidates.clear();

        assertThat(failure)
                .hasMessage(
                        "the answer to the request for training \"ink-hills\" sent at 2026-01-01T00:00:00Z was lost:"
                                + " the task may exist and be charged; 1 task(s) in the list may be it")
                .hasCause(cause);
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.name()).isEqualTo("ink-hills");
        assertThat(failure.attemptedAt()).isEqualTo(then);
        assertThat(failure.candidates()).hasSize(1);
        assertThat(new SubmitOutcomeUnknownException(null, then, List.of(), cause))
                .hasMessage("the answer to the request for a paid task sent at 2026-01-01T00:00:00Z was lost:"
                        + " the task may exist and be charged");
    }

    @Test
    void anInvalidPictureIsNamedFirst() {
        var failure = new InvalidImageException("hill.gif", "is neither PNG, JPEG nor WebP", null);

        assertThat(failure).hasMessage("hill.gif: is neither PNG, JPEG nor WebP");
        assertThat(failure.image()).isEqualTo("hill.gif");
        assertThat(failure.isTransient()).isFalse();
        assertThat(new InvalidImageException("x".repeat(1000), "is empty", null).getMessage())
                .endsWith("...: is empty");
    }

    @ParameterizedTest
    @EnumSource(DownloadException.Reason.class)
    void aDownloadIsWorthRepeatingOnlyWhenItBrokeOff(DownloadException.Reason reason) {
        var failure = new DownloadException(TaskId.image("7"), "image 3 of image/7", reason, "no luck", null);

        assertThat(failure.isTransient()).isEqualTo(reason == DownloadException.Reason.INTERRUPTED);
        assertThat(failure).hasMessage("image 3 of image/7: no luck");
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.what()).isEqualTo("image 3 of image/7");
        assertThat(failure.taskId()).isEqualTo(TaskId.image("7"));
    }

    @Test
    void theDownloadOfAModelIsOfNoTask() {
        var failure = new DownloadException(
                null, "model " + "x".repeat(1000), DownloadException.Reason.GONE, "its link has expired", null);

        assertThat(failure.taskId()).isNull();
        assertThat(failure.getMessage()).hasSizeLessThan(250).endsWith("...: its link has expired");
        assertThat(failure.what()).isEqualTo("model " + "x".repeat(1000));
    }

    @Test
    void failedAndLateTasksHoldWhatWasSeenLast() {
        TaskStatus last = new TaskStatus(ID, "FAILED", null, List.of(), null, null);
        var failed = new TaskFailedException(last, "the training failed");
        var late = new PollingTimeoutException(ID, last, "not done after PT24H", cause);

        assertThat(failed.snapshot()).isSameAs(last);
        assertThat(failed.isTransient()).isFalse();
        assertThat(late.taskId()).isEqualTo(ID);
        assertThat(late.lastSnapshot()).isSameAs(last);
        assertThat(late.isTransient()).isFalse();
        assertThat(late).hasCause(cause);
        assertThat(new PollingTimeoutException(ID, null, "no answer", null).lastSnapshot())
                .isNull();
    }

    @Test
    void theRestSaysWhetherTimeHeals() {
        assertThat(new MalformedResponseException("no JSON", cause).isTransient())
                .isFalse();
        assertThat(new NotSentException("no free connection", true, cause).isTransient())
                .isTrue();
        assertThat(new NotSentException("budget used up", false, null).isTransient())
                .isFalse();
        assertThat(new GatewayClosedException().isTransient()).isFalse();
        assertThat(new GatewayClosedException()).hasMessage("the gateway was closed");
    }

    @Test
    void noMessageIsLongerThanOneBoundedLine() {
        assertThat(new MalformedResponseException("a\nb" + "x".repeat(10_000), null).getMessage())
                .hasSize(500)
                .startsWith("a bx");
    }
}
