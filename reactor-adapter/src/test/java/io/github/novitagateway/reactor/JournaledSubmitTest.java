package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.PaidRequests.Order;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stands in the journal before, and after, a paid request. */
class JournaledSubmitTest extends ServiceTest {

    private final RecordingJournal journal = new RecordingJournal();
    private final StyleTrainingRequest hills = StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
            .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")))
            .build();
    private final TextToImageRequest drawing =
            TextToImageRequest.builder("model", "a hill").build();

    @BeforeEach
    void remember() {
        restart(config().build());
    }

    @Test
    void theIntentIsThereBeforeTheRequestAndTheTaskBeforeTheAnswerIsTold() {
        QueueDispatcher answers = new QueueDispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                assertThat(journal.entries()).hasSize(1);
                return super.dispatch(request);
            }
        };
        server.setDispatcher(answers);
        answerJson("{\"task_id\":\"t1\"}");

        TaskId task = value(novita.trainings()
                .submit(hills)
                .doOnNext(id -> assertThat(journal.entries()).hasSize(2))
                .contextWrite(TaskJournal.label("order 17")));

        Intended intent = journal.entries(Intended.class).get(0);
        assertThat(intent.kind()).isEqualTo(TaskId.Kind.STYLE);
        assertThat(intent.name()).isEqualTo(hills.name());
        assertThat(intent.exactName()).isFalse();
        assertThat(intent.label()).isEqualTo("order 17");
        assertThat(intent.at()).isBetween(Instant.now().minusSeconds(10), Instant.now());
        assertThat(journal.entries(Started.class)).singleElement().satisfies(started -> {
            assertThat(started.key()).isEqualTo(intent.key());
            assertThat(started.task()).isEqualTo(task);
        });
    }

    @Test
    void aDrawingIsNotedWithoutAName() {
        answerJson("{\"task_id\":\"d1\"}");

        value(novita.images().submit(drawing));

        assertThat(journal.entries(Intended.class)).singleElement().satisfies(intent -> {
            assertThat(intent.kind()).isEqualTo(TaskId.Kind.IMAGE);
            assertThat(intent.name()).isNull();
            assertThat(intent.label()).isNull();
        });
        assertThat(journal.entries(Started.class)).extracting(Started::task).containsExactly(TaskId.image("d1"));
    }

    @Test
    void eachRequestHasAKeyOfItsOwn() {
        answerJson("{\"task_id\":\"d1\"}");
        answerJson("{\"task_id\":\"d2\"}");

        value(novita.images().submit(drawing));
        value(novita.images().submit(drawing));

        assertThat(journal.entries(Intended.class)).extracting(Intended::key).doesNotHaveDuplicates();
    }

    @Test
    void whatTheServiceRefusedIsNoLongerOpen() {
        answer("error.400.validator.response.json");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));

        assertIntentRefused();
    }

    @Test
    void whatWasSurelyNotSentIsNoLongerOpen() {
        server.close();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));

        assertIntentRefused();
    }

    @Test
    void whoGivesUpBeforeTheRequestIsWrittenLeavesNothingOpen() throws IOException {
        try (FullBacklog nobody = new FullBacklog()) {
            restart(config().baseUrl(nobody.base()).build());
            Disposable submit = novita.images().submit(drawing).subscribe();
            TrainingRunService.await(() -> !journal.entries().isEmpty());

            submit.dispose();

            TrainingRunService.await(() -> journal.entries().size() > 1);
            assertIntentRefused();
        }
    }

    @Test
    void whoGivesUpWhatTheServiceMayHaveTakenLeavesItOpen() throws InterruptedException {
        answer(Golden.answer("txt2img.bare.response.json")
                .newBuilder()
                .headersDelay(1, TimeUnit.MINUTES)
                .build());
        Disposable submit = novita.images().submit(drawing).subscribe();
        request();

        submit.dispose();

        assertThat(journal.entries()).singleElement().isInstanceOf(Intended.class);
    }

    @Test
    void anUnknownOutcomeStaysOpen() {
        answer("error.503.service-not-available.response.json");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));

        assertThat(journal.entries()).singleElement().isInstanceOf(Intended.class);
    }

    @Test
    void aTaskThatWasFoundIsNoted() {
        answer("error.503.service-not-available.response.json");
        answerJson(listOf("lost-1", hills.name()));

        value(novita.trainings().submit(hills));

        assertThat(journal.entries(Started.class)).extracting(Started::task).containsExactly(TaskId.style("lost-1"));
    }

    @Test
    void nothingIsSentThatTheJournalDoesNotTake() throws InterruptedException {
        journal.refuse(Intended.class::isInstance);

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)))
                .withCauseInstanceOf(JournalException.class)
                .satisfies(unsent -> assertThat(unsent.isTransient()).isFalse());

        assertThat(journal.entries(Intended.class)).isEmpty();
        assertNoFurtherRequest();
    }

    @Test
    void anIntentThatWasTakenThoughItsNoteFailedIsNoLongerOpen() throws InterruptedException {
        journal.takeAndEndIn(Intended.class::isInstance, Mono.error(new IllegalStateException("no answer in time")));

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));

        assertIntentRefused();
        assertNoFurtherRequest();
    }

    @Test
    void whoGivesUpWhileTheIntentIsNotedLeavesNothingOpen() throws InterruptedException {
        journal.takeAndEndIn(Intended.class::isInstance, Mono.never());
        Disposable caller = novita.images().submit(drawing).subscribe();

        caller.dispose();

        assertIntentRefused();
        assertNoFurtherRequest();
    }

    @Test
    void aPaidTaskThatCannotBeNotedIsTold() {
        journal.refuse(Started.class::isInstance);
        answerJson("{\"task_id\":\"t1\"}");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)))
                .withMessageContaining("style/t1")
                .satisfies(unnoted -> assertThat(unnoted.taskId()).isEqualTo(TaskId.style("t1")));
    }

    @Test
    void aJournalThatThrowsIsAsOneThatFails() {
        journal.throwAt(Started.class::isInstance);
        answerJson("{\"task_id\":\"t1\"}");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)))
                .satisfies(unnoted -> assertThat(unnoted.taskId()).isEqualTo(TaskId.style("t1")));

        journal.throwAt(Refused.class::isInstance);
        answer("error.400.validator.response.json");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));

        journal.throwAt(Intended.class::isInstance);
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));
    }

    @Test
    void aRefusalThatCannotBeNotedIsStillTheRefusal() {
        journal.refuse(Refused.class::isInstance);
        answer("error.400.validator.response.json");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> value(novita.images().submit(drawing)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines"})
    void aLabelIsOneLine(String label) {
        assertThat(catchThrowable(() -> TaskJournal.label(label)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label");
    }

    @Test
    void resumingGoesOnWithEachUnfinishedTraining() throws InterruptedException {
        journal.holds(unfinished("k1", hills.name(), TaskId.style("t1")));
        journal.holds(new PaidTask(
                new Intended("k2", TaskId.Kind.IMAGE, null, false, null, Instant.EPOCH), null, List.of(), null));
        answer("training-style.get.success-serving.response.json");

        List<TaskStatus> seen = values(novita.trainings().resumeAll());

        assertThat(seen).extracting(TaskStatus::terminal).containsExactly(true);
        assertThat(allRequests()).containsExactly("GET /v3/training/style");
    }

    @Test
    void resumingLooksForIntentsWithoutAnOutcomeFirst() throws InterruptedException {
        journal.holds(unfinished("k1", hills.name(), null));
        answerJson(listOf("lost-1", hills.name()));
        answer("training-style.get.success-serving.response.json");

        assertThat(values(novita.trainings().resumeAll())).hasSize(1);

        assertThat(journal.entries(Started.class)).singleElement().satisfies(started -> {
            assertThat(started.key()).isEqualTo("k1");
            assertThat(started.task()).isEqualTo(TaskId.style("lost-1"));
        });
        assertThat(allRequests()).containsExactly("GET /v3/training", "GET /v3/training/style");
    }

    @Test
    void whatIsNotFoundIsToldLastAndStaysOpen() {
        listNoTraining();
        journal.holds(unfinished("k1", hills.name(), null));
        journal.holds(unfinished("k2", "hills-2", TaskId.style("t2")));
        answer("training-style.get.success-serving.response.json");

        Flux<TaskStatus> resumed = novita.trainings().resumeAll();

        assertThat(values(resumed.onErrorComplete())).hasSize(1);
        answer("training-style.get.success-serving.response.json");
        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(resumed.then(Mono.just(true))))
                .satisfies(unknown -> assertThat(unknown.name()).isEqualTo(hills.name()));
        assertThat(journal.entries(Refused.class)).isEmpty();
    }

    /** Whatever breaks behind the request says nothing of what the service has done. */
    @Test
    void anIntentThatMayBePaidStaysOpenWhenTheGatewayItselfBreaks() {
        Tries tries = new Tries();
        tries.failed(new TransportException("the answer is lost", true, new IOException()));
        Order order = new Order(
                Endpoint.SUBMIT_STYLE,
                1,
                TaskId.Kind.STYLE,
                "ink-hills",
                false,
                Mono.just(new byte[0]),
                prices -> null);

        Mono<TaskId> paid = new Notes(journal, new VirtualClock().pace())
                .paid(order, null, tries, key -> Mono.error(new ArithmeticException("long overflow")));

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> value(paid));
        assertThat(journal.entries()).singleElement().isInstanceOf(Intended.class);
    }

    @Test
    void withoutAJournalThereIsNothingToResume() {
        novita.close();
        novita = gateway(config().build());

        assertThatIllegalStateException()
                .isThrownBy(() -> novita.trainings().resumeAll())
                .withMessageContaining("journal");
    }

    private void assertIntentRefused() {
        List<Entry> entries = journal.entries();
        assertThat(entries).hasSize(2);
        assertThat(((Refused) entries.get(1)).key()).isEqualTo(((Intended) entries.get(0)).key());
    }

    private static PaidTask unfinished(String key, String name, @Nullable TaskId task) {
        Intended intent = new Intended(key, TaskId.Kind.STYLE, name, false, null, Instant.EPOCH);
        return new PaidTask(intent, task == null ? null : new Started(key, task, Instant.EPOCH), List.of(), null);
    }

    private static String listOf(String id, String name) {
        return "{\"tasks\":[{\"task_id\":\"%s\",\"task_name\":\"%s\",\"task_type\":\"style\"}]}".formatted(id, name);
    }

    private void restart(NovitaConfig config) {
        novita.close();
        novita = NovitaGateway.builder(config)
                .codec(JsonCodec.strict())
                .journal(journal)
                .build();
    }
}
