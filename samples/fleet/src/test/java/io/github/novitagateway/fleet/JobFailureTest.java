package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.task.TaskId;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are a job's own, and which have an end. */
class JobFailureTest {

    private static ApiError error(int status) {
        return new ApiError(status, status, "REASON", "", Map.of(), null);
    }

    static Stream<Throwable> ofAllJobs() {
        return Stream.of(
                new AuthenticationException(error(401)),
                new InsufficientBalanceException(error(402)),
                new NotSentException("no 4 permits within longestWait", false, new TimeoutException()));
    }

    @ParameterizedTest
    @MethodSource("ofAllJobs")
    void whatStopsAllJobsIsNoFaultOfOne(Throwable failure) {
        assertThat(JobFailure.isOfAllJobs(failure)).isTrue();
        assertThat(JobFailure.isFinal(failure)).isFalse();
    }

    @Test
    void whatStopsOneJobCounts() {
        assertThat(JobFailure.isOfAllJobs(new ServerException(error(503)))).isFalse();
        assertThat(JobFailure.isOfAllJobs(new NotSentException("more permits than its burst", false, null)))
                .isFalse();
    }

    @Test
    void aDrawingThatTakesLongIsWatchedAgain() {
        TaskId drawing = TaskId.image("d1");

        assertThat(JobFailure.isFinal(new PollingTimeoutException(drawing, null, "no terminal state", null)))
                .isFalse();
    }
}
