package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the journal gets of a task that is watched. */
class JournaledWatchTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");

    private final RecordingJournal journal = new RecordingJournal();

    @BeforeEach
    void remember() {
        PollingPolicy often = PollingPolicy.fixed(Duration.ofMillis(10));
        novita.close();
        novita = NovitaGateway.builder(config().retry(RetryPolicy.none()).build())
                .codec(JsonCodec.strict())
                .trainingPolling(often)
                .imagePolling(often)
                .journal(journal)
                .build();
    }

    @Test
    void eachStepIsNotedOnceAndTheEnd() {
        trains();

        List<TaskStatus> seen = values(novita.trainings().watch(TASK));

        assertThat(seen).hasSizeGreaterThanOrEqualTo(5);
        assertThat(journal.entries(Observed.class))
                .extracting(Observed::stage)
                .containsExactly("QUEUED", "TRAINING", "DEPLOYING");
        assertThat(journal.entries(Observed.class).get(1).progressPercent()).isEqualTo(38);
        assertThat(journal.entries(Ended.class)).singleElement().satisfies(end -> {
            assertThat(end.task()).isEqualTo(TASK);
            assertThat(end.stage()).isEqualTo("READY");
        });
    }

    @Test
    void aStepIsNotedOnceForAllWhoWatch() {
        trains();

        values(Flux.merge(novita.trainings().watch(TASK), novita.trainings().watch(TASK)));

        assertThat(journal.entries(Ended.class)).hasSize(1);
    }

    @Test
    void aNoteThatFailsDoesNotEndTheWatch() {
        journal.refuse(entry -> true);
        trains();

        assertThat(values(novita.trainings().watch(TASK)))
                .last()
                .satisfies(status -> assertThat(status.terminal()).isTrue());
    }

    @Test
    void drawingsAreNotedToo() {
        answer("task-result.succeeded.response.json");

        value(novita.images().result(TaskId.image("d1")));

        assertThat(journal.entries(Ended.class))
                .singleElement()
                .satisfies(end -> assertThat(end.stage()).isEqualTo("SUCCEED"));
    }

    @Test
    void anEndThatASingleQuestionTellsIsNoted() {
        answer("task-result.processing.response.json", "task-result.succeeded.response.json");
        answer("training-style.get.training.response.json", "training-style.get.success-serving.response.json");

        for (int i = 0; i < 2; i++) {
            value(novita.images().status(TaskId.image("d1")));
        }
        for (int i = 0; i < 2; i++) {
            value(novita.trainings().status(TASK));
        }

        assertThat(journal.entries()).hasSize(2);
        assertThat(journal.entries(Ended.class)).extracting(Ended::stage).containsExactly("SUCCEED", "READY");
    }

    @Test
    void aNoteThatFailsDoesNotEndASingleQuestion() {
        journal.refuse(entry -> true);
        answer("task-result.succeeded.response.json");

        assertThat(value(novita.images().status(TaskId.image("d1"))).terminal()).isTrue();
    }

    private void trains() {
        answer("training-style.get.queuing.response.json", "training-style.get.training.response.json");
        answer("error.503.service-not-available.response.json", "training-style.get.training.response.json");
        answer("training-style.get.success-deploying.response.json");
        answer("training-style.get.success-serving.response.json");
    }
}
