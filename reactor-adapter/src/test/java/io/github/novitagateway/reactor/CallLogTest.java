package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What the log tells of requests. */
class CallLogTest extends StorageTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");

    private KeptLog log = KeptLog.ofRequests(Level.FINE);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> told() {
        return log.lines().stream()
                .map(line -> line.replaceAll("\\d+ ms", "N ms"))
                .toList();
    }

    @Test
    void eachTryIsALine() {
        answer(new MockResponse.Builder().code(503).build());
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TRAINING));

        assertThat(told()).hasSize(2);
        assertThat(told().get(0))
                .startsWith("styleTraining.status: 503 ")
                .contains("ServerException")
                .endsWith(", N ms, try 1");
        assertThat(told().get(1)).isEqualTo("styleTraining.status: 200, N ms, try 2");
    }

    @Test
    void triesAreCountedFromEachSubscription() {
        answer("training-style.get.training.response.json", "training-style.get.training.response.json");
        var status = novita.trainings().status(TRAINING);

        value(status);
        value(status);

        assertThat(told())
                .containsOnly("styleTraining.status: 200, N ms, try 1")
                .hasSize(2);
    }

    @Test
    void anUploadIsTwoLinesWithoutAnyAddress() {
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().build());

        value(novita.assets().upload(Pictures.numbered(1)));

        assertThat(told()).containsExactly("uploadSlot: 200, N ms, try 1", "upload: 200, N ms, try 1");
    }

    @Test
    void aCancelledCallIsTold() {
        answer(new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).build());

        StepVerifier.create(novita.account().balance())
                .thenAwait(Duration.ofMillis(100))
                .thenCancel()
                .verify(LONG);

        assertThat(told()).containsExactly("balance: cancelled, N ms, try 1");
    }

    @Test
    void withoutDebugNothingIsTold() {
        log.close();
        log = KeptLog.ofRequests(Level.INFO);
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TRAINING));

        assertThat(told()).isEmpty();
    }
}
