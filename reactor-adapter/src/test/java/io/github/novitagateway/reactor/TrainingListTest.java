package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class TrainingListTest extends ServiceTest {

    private static final TrainingTask FIFTH = new TrainingTask(
            TaskId.style("11111111-2222-4333-8444-000000000005"),
            "fixture-style-05",
            "style",
            "TRAINING",
            Instant.ofEpochSecond(1700003000),
            List.of());
    private static final TrainingTask FOURTH = new TrainingTask(
            TaskId.style("11111111-2222-4333-8444-000000000004"),
            "fixture-style-04",
            "style",
            "SUCCESS",
            Instant.ofEpochSecond(1700002000),
            List.of(new TrainedModel("model_1700000601_A1B2C3D4E5.safetensors", "SERVING")));
    private static final TrainingTask SECOND = new TrainingTask(
            TaskId.subject("11111111-2222-4333-8444-000000000002"),
            "fixture-subject-01",
            "subject",
            "FAILED",
            Instant.ofEpochSecond(1700001000),
            List.of());

    @Test
    void listReadsThePagesInOrder() throws InterruptedException {
        pages(2);
        answer("training-list.page1.response.json", "training-list.page2-last.response.json");

        assertThat(values(novita.trainings().list())).containsExactly(FIFTH, FOURTH, SECOND);

        assertThat(FOURTH.stage()).isEqualTo(TrainingStage.READY);
        assertThat(request().getUrl().encodedQuery()).isEqualTo("pagination.limit=2");
        assertThat(request().getUrl().encodedQuery()).isEqualTo("pagination.limit=2&pagination.cursor=c_2");
    }

    @Test
    void thePageBehindACursorIsAskedForAsInTheGoldenRequest() throws InterruptedException {
        pages(2);
        answerJson(new String(Golden.bytes("training-list.page1.response.json"), StandardCharsets.UTF_8)
                .replace("c_2", "c_0"));
        answer("training-list.empty.response.json");

        values(novita.trainings().list());

        request();
        RecordedRequest second = request();
        assertIsAuthorized(second);
        assertIsGet(second, "training-list.request.json");
    }

    @Test
    void aHundredRowsAPageAreAskedForByDefault() throws InterruptedException {
        answer("training-list.empty.response.json");

        assertThat(values(novita.trainings().list())).isEmpty();
        assertThat(request().getUrl().encodedQuery()).isEqualTo("pagination.limit=100");
    }

    @Test
    void createdAtIsReadFromText() {
        pages(1);
        answer("training-list.created-at-string.response.json");

        assertThat(values(novita.trainings().list())).containsExactly(FOURTH);
    }

    @Test
    void aShortPageIsTheLastOneEvenWithACursor() {
        pages(2);
        answer("training-list.last-page.cursor-still-set.response.json");

        assertThat(values(novita.trainings().list())).containsExactly(SECOND);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"training-list.last-page.no-pagination.response.json", "training-list.page2-last.response.json"})
    void aFullPageWithoutACursorIsTheLastOne(String file) {
        pages(1);
        answer(file);

        assertThat(values(novita.trainings().list())).containsExactly(SECOND);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPageWithoutRowsIsTheLastOne() {
        pages(1);
        answer("training-list.last-page.cursor-still-set.response.json");
        answerJson("{\"tasks\":[],\"pagination\":{\"next_cursor\":\"c_5\"}}");

        assertThat(values(novita.trainings().list())).containsExactly(SECOND);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aCursorThatComesAgainEndsTheListAndRowsComeOnce() {
        pages(2);
        answer("training-list.page1.response.json", "training-list.repeating-cursor.response.json");

        assertThat(values(novita.trainings().list())).containsExactly(FIFTH, FOURTH, SECOND);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void oddRowsCostNoOtherRow() {
        answerJson("""
                {"tasks": [
                  null,
                  {"task_name": "without an id", "task_status": "TRAINING"},
                  {"task_id": "", "task_name": "with an empty one"},
                  {"task_id": "%s", "task_name": "with one that is none"},
                  {"task_id": "a", "created_at": 1e300, "models": [null]},
                  {"task_id": "b", "task_type": "video", "created_at": "soon"},
                  {"task_id": "c", "created_at": 31556889864403199}
                ]}""".formatted("x".repeat(257)));

        assertThat(values(novita.trainings().list()))
                .containsExactly(
                        new TrainingTask(TaskId.style("a"), "", "", "", null, List.of()),
                        new TrainingTask(TaskId.style("b"), "", "video", "", null, List.of()),
                        new TrainingTask(TaskId.style("c"), "", "", "", null, List.of()));
    }

    @Test
    void aRowThatIsNoneDoesNotMakeAPageShort() {
        pages(2);
        answerJson("{\"tasks\":[null,{\"task_id\":\"a\"}],\"pagination\":{\"next_cursor\":\"c_2\"}}");
        answerJson("{\"tasks\":[{\"task_id\":\"b\"}]}");

        assertThat(values(novita.trainings().list()))
                .extracting(TrainingTask::taskId)
                .containsExactly(TaskId.style("a"), TaskId.style("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"tasks\":null,\"pagination\":null}", "{\"tasks\":\"\",\"pagination\":{}}"})
    void absentTasksReadAsNone(String body) {
        answerJson(body);

        assertThat(values(novita.trainings().list())).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aFailureOnALaterPageComesAfterTheRowsBefore() {
        pages(2);
        answer("training-list.page1.response.json", "error.403.invalid-api-key.response.json");

        StepVerifier.create(novita.trainings().list())
                .expectNext(FIFTH, FOURTH)
                .expectError(AuthenticationException.class)
                .verify(LONG);
    }

    @Test
    void transientFailuresOfAPageAreRepeated() {
        pages(2);
        answer("error.503.service-not-available.response.json", "training-list.page1.response.json");
        answer("error.502.empty-body.http.json", "training-list.page2-last.response.json");

        assertThat(values(novita.trainings().list())).containsExactly(FIFTH, FOURTH, SECOND);
    }

    @Test
    void aSubscriberThatAsksForOneRowCausesAtMostOnePageAhead() throws InterruptedException {
        pages(2);
        endlessPages(2);

        StepVerifier.create(novita.trainings().list(), 1)
                .expectNextCount(1)
                .then(() -> assertThat(requestsInAll()).isLessThanOrEqualTo(2))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(requestsInAll()).isLessThanOrEqualTo(3))
                .thenCancel()
                .verify(LONG);
        assertThat(requestsInAll()).isLessThanOrEqualTo(3);
    }

    @Test
    void takingAFewRowsStopsTheFetching() {
        pages(2);
        endlessPages(2);

        assertThat(values(novita.trainings().list().take(4))).hasSize(4);

        assertThat(requestsInAll()).isLessThanOrEqualTo(3);
    }

    private void pages(int size) {
        novita.close();
        novita = gateway(config().pageSize(size).build());
    }

    /** Each page full, each with a cursor that was never there before. */
    private void endlessPages(int rows) {
        AtomicInteger served = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                int page = served.getAndIncrement();
                StringBuilder tasks = new StringBuilder();
                for (int row = 0; row < rows; row++) {
                    tasks.append(row == 0 ? "" : ",").append("{\"task_id\":\"" + page + "-" + row + "\"}");
                }
                return new MockResponse.Builder()
                        .body("{\"tasks\":[" + tasks + "],\"pagination\":{\"next_cursor\":\"c_" + (page + 1) + "\"}}")
                        .build();
            }
        });
    }
}
