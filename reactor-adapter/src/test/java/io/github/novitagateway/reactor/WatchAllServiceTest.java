package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thousand trainings that are watched together over real sockets. */
class WatchAllServiceTest extends ServiceTest {

    private static final int THOUSAND = 1000;
    private static final int READY = 20;
    private static final int TICKS = 2;
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final List<TaskId> IDS = IntStream.range(0, THOUSAND)
            .mapToObj(number -> TaskId.style("t" + number))
            .toList();

    private static final String TRAINS = "\"task_status\":\"TRAINING\"";
    private static final String FAILED = "\"task_status\":\"FAILED\"";

    private final AtomicInteger lists = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> alone = new ConcurrentLinkedQueue<>();

    @Test
    void costTenRequestsATickAndOneForEachThatIsReady() throws InterruptedException {
        trainFor(TICKS);

        List<TaskStatus> seen = values(novita.trainings().watchAll(IDS, INTERVAL));

        assertThat(lists).hasValue(10 * (TICKS + 1));
        assertThat(alone).hasSize(READY).doesNotHaveDuplicates();
        assertThat(seen).hasSize(2 * THOUSAND);
        assertThat(seen).filteredOn(TaskStatus::terminal).hasSize(THOUSAND);
        assertThat(seen).filteredOn(status -> status.servingModel().isPresent()).hasSize(READY);
        RecordedRequest first = request();
        assertIsAuthorized(first);
        assertThat(first.getUrl().encodedPath()).isEqualTo("/v3/training");
        assertThat(first.getUrl().encodedQuery()).isEqualTo("pagination.limit=100");
    }

    @Test
    void largePagesAreAskedForWhateverAListIsReadWith() throws InterruptedException {
        novita.close();
        novita = gateway(config().pageSize(2).build());
        trainFor(0);

        values(novita.trainings().watchAll(IDS.subList(0, 11)));

        assertThat(request().getUrl().queryParameter("pagination.limit")).isEqualTo("100");
    }

    @Test
    void areResumedByTheListAfterARestart() {
        RecordingJournal journal = new RecordingJournal();
        IDS.forEach(id -> journal.holds(unfinished(id)));
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .journal(journal)
                .build();
        trainFor(0);

        assertThat(values(novita.trainings().resumeAll())).hasSize(THOUSAND);

        assertThat(lists).hasValue(10);
        assertThat(alone).hasSize(READY);
        assertThat(journal.entries(Ended.class)).hasSize(THOUSAND);
    }

    @Test
    void errorsOfThoseThatAreResumedAreSuppressedInOneWhateverTheyAre() {
        RecordingJournal journal = new RecordingJournal();
        IDS.subList(0, 2).forEach(id -> journal.holds(unfinished(id)));
        IDS.subList(2, 4).forEach(id -> journal.holds(new PaidTask(intent(id), null, List.of(), null)));
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .journal(journal)
                .build();
        answerListAndStatus("training-list.empty.response.json", "error.403.invalid-api-key.response.json");

        Throwable failure = catchThrowable(() -> values(novita.trainings().resumeAll()));

        assertThat(failure).isInstanceOf(NovitaException.class);
        assertThat(ListedTrainings.failures(failure))
                .filteredOn(NovitaException.class::isInstance)
                .extracting(Throwable::getClass)
                .containsExactlyInAnyOrder(
                        AuthenticationException.class,
                        AuthenticationException.class,
                        SubmitOutcomeUnknownException.class,
                        SubmitOutcomeUnknownException.class);
    }

    @Test
    void withoutAListAreWatchedAlone() {
        answerListAndStatus("error.404.route-not-found.http.json", "training-style.get.success-serving.response.json");

        List<TaskStatus> seen = values(novita.trainings().watchAll(IDS.subList(0, 20)));

        assertThat(seen).hasSize(20).allMatch(TaskStatus::terminal);
        assertThat(requestsInAll()).isEqualTo(21);
    }

    @Test
    void noTrainingsAreWatchedAtOnce() {
        assertThat(values(novita.trainings().watchAll(List.of()))).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void drawingsNothingAndOddIntervalsAreRefusedAtTheCall() {
        Trainings trainings = novita.trainings();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainings.watchAll(List.of(IDS.get(0), TaskId.image("d1"))))
                .withMessageContaining("image/d1");
        assertThatNullPointerException()
                .isThrownBy(() -> trainings.watchAll(Collections.singletonList(null)))
                .withMessage("taskId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainings.watchAll(IDS, Duration.ZERO))
                .withMessageContaining("interval");
    }

    private void answerListAndStatus(String list, String status) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return Golden.answer(request.getUrl().encodedPath().equals("/v3/training") ? list : status);
            }
        });
    }

    /** So many walks of the list find all in training, and those after them some in service, all others failed. */
    private void trainFor(int walks) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                HttpUrl url = request.getUrl();
                if (url.encodedPath().equals("/v3/training")) {
                    boolean trains = lists.getAndIncrement() < 10 * walks;
                    return json(page(url.queryParameter("pagination.cursor"), trains));
                }
                String id = Objects.requireNonNull(url.queryParameter("task_id"));
                alone.add(id);
                return json("{\"task_id\":\"%s\",%s}".formatted(id, TrainingRunService.READY));
            }
        });
    }

    private static String page(@Nullable String cursor, boolean trains) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        return IntStream.range(from, Math.min(THOUSAND, from + 100))
                .mapToObj(number -> "{\"task_id\":\"t%d\",\"task_type\":\"style\",%s}"
                        .formatted(number, trains ? TRAINS : number < READY ? TrainingRunService.READY : FAILED))
                .collect(Collectors.joining(
                        ",", "{\"tasks\":[", "],\"pagination\":{\"next_cursor\":\"%d\"}}".formatted(from + 100)));
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static PaidTask unfinished(TaskId id) {
        return new PaidTask(intent(id), new Started(id.value(), id, Instant.EPOCH), List.of(), null);
    }

    private static Intended intent(TaskId id) {
        return new Intended(id.value(), id.kind(), id.value(), false, null, Instant.EPOCH);
    }
}
