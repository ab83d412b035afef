package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import io.github.novitagateway.training.TrainingTask;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The list of trainings, looked through for a kind or for a name. */
class TrainingSearchTest extends ServiceTest {

    private static final String NAME = "ink-hills-0a1b2c3d";
    private static final Instant TRIED = Instant.parse("2026-01-01T12:00:15.900Z");

    @ParameterizedTest
    @CsvSource({"STYLE, style", "SUBJECT, subject"})
    void everyPageIsAskedForTheKind(Kind kind, String word) throws InterruptedException {
        pages(2);
        answer("training-list.page1.response.json", "training-list.page2-last.response.json");

        values(novita.trainings().list(kind));

        assertThat(request().getUrl().encodedQuery()).isEqualTo("task_type=" + word + "&pagination.limit=2");
        assertThat(request().getUrl().encodedQuery())
                .isEqualTo("task_type=" + word + "&pagination.limit=2&pagination.cursor=c_2");
    }

    @Test
    void rowsOfTheOtherKindAreLeftOutWhenTheServiceDoesNotHeedTheKind() {
        pages(2);
        answer("training-list.page1.response.json", "training-list.page2-last.response.json");
        answer("training-list.page1.response.json", "training-list.page2-last.response.json");

        assertThat(values(novita.trainings().list(Kind.STYLE)))
                .extracting(TrainingTask::name)
                .containsExactly("fixture-style-05", "fixture-style-04");
        assertThat(values(novita.trainings().list(Kind.SUBJECT)))
                .extracting(TrainingTask::name)
                .containsExactly("fixture-subject-01");
    }

    @Test
    void drawingsAreNoKindOfTraining() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.trainings().list(Kind.IMAGE))
                .withMessage("kind must be STYLE or SUBJECT but was IMAGE");
        assertThat(server.getRequestCount()).isZero();
    }

    /** Ten seconds between the clocks are allowed for, and the service tells whole seconds. */
    @Test
    void findGoesByTheNameAndByTheTime() {
        answerJson(list(
                row("new", NAME, "\"created_at\":" + TRIED.plusSeconds(60).getEpochSecond()),
                row("edge", NAME, "\"created_at\":" + TRIED.minusSeconds(10).getEpochSecond()),
                row("old", NAME, "\"created_at\":" + TRIED.minusSeconds(11).getEpochSecond()),
                row("other", "ink-hills", "\"created_at\":" + TRIED.getEpochSecond()),
                row("timeless", NAME, "\"created_at\":\"\"")));

        assertThat(values(novita.trainings().find(NAME, TRIED)))
                .extracting(TrainingTask::taskId)
                .containsExactly(TaskId.style("new"), TaskId.style("edge"), TaskId.style("timeless"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring bearer portraits-0a1b2c3d", "policy=fast-0a1b2c3d", " a-0a1b2c3d"})
    void findGoesByTheNameWhateverItLooksLike(String name) {
        answerJson(list(
                row("other", name.replace("0a1b2c3d", "ffffffff"), "\"created_at\":0"),
                row("a", name, "\"created_at\":0")));

        assertThat(values(novita.trainings().find(name, TRIED)))
                .extracting(TrainingTask::taskId)
                .containsExactly(TaskId.style("a"));
    }

    @ParameterizedTest
    @CsvSource({"-1000000000-01-01T00:00:00Z, 1", "+1000000000-12-31T23:59:59Z, 0"})
    void findTakesAnyTime(Instant time, int found) {
        answerJson(list(row("a", NAME, "\"created_at\":" + TRIED.getEpochSecond())));

        assertThat(values(novita.trainings().find(NAME, time))).hasSize(found);
    }

    @Test
    void findWalksTheWholeListSinceNoOrderIsPromised() throws InterruptedException {
        pages(1);
        answer(page("c_1", row("a", "another", "\"task_type\":\"style\"")));
        answer(page("c_2", row("b", NAME, "\"task_type\":\"subject\"")));
        answer(page("", row("c", NAME, "\"task_type\":\"style\"")));

        assertThat(values(novita.trainings().find(NAME, TRIED)))
                .extracting(TrainingTask::taskId)
                .containsExactly(TaskId.subject("b"), TaskId.style("c"));
        assertThat(request().getUrl().encodedQuery()).isEqualTo("pagination.limit=1");
    }

    @Test
    void findStopsTheFetchingWhenOneIsEnough() {
        pages(1);
        for (int i = 0; i < 10; i++) {
            answer(page("c_" + i, row("task-" + i, NAME, "\"task_type\":\"style\"")));
        }

        assertThat(values(novita.trainings().find(NAME, TRIED).take(1))).hasSize(1);

        assertThat(requestsInAll()).isLessThanOrEqualTo(2);
    }

    @Test
    void findOfANameThatIsNotThereCompletesEmpty() {
        answer("training-list.empty.response.json");

        StepVerifier.create(novita.trainings().find(NAME, TRIED))
                .expectComplete()
                .verify(LONG);
    }

    private void pages(int size) {
        novita.close();
        novita = gateway(config().pageSize(size).build());
    }

    private static MockResponse page(String nextCursor, String... rows) {
        return new MockResponse.Builder()
                .body("{\"tasks\":[" + String.join(",", List.of(rows)) + "],\"pagination\":{\"next_cursor\":\""
                        + nextCursor + "\"}}")
                .build();
    }

    private static String list(String... rows) {
        return "{\"tasks\":[" + String.join(",", List.of(rows)) + "]}";
    }

    private static String row(String id, String name, String more) {
        return "{\"task_id\":\"%s\",\"task_name\":\"%s\",%s}".formatted(id, name, more);
    }
}
