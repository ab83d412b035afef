package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** For how long a stage has been so, as each status of a watch tells. */
class ObservedStageTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void countsFromTheFirstLookThatFoundTheStage() {
        training.answers(QUEUED, QUEUED, QUEUED, TRAINING, TRAINING, READY);
        TestSubscriber<TaskStatus> watcher = watch(training.poller());

        clock.advance(Duration.ofMinutes(1));

        assertThat(spans(watcher)).isEqualTo(seconds(0, 10, 20, 0, 10, 0));
    }

    @Test
    void progressIsNoNewStage() {
        training.answers(WatchedTraining.training(1.0, null), WatchedTraining.training(2.0, null));
        TestSubscriber<TaskStatus> watcher = watch(training.poller());

        clock.advance(Duration.ofSeconds(10));

        assertThat(spans(watcher)).isEqualTo(seconds(0, 10));
    }

    @Test
    void goesOnOverFailedRequests() {
        training.answers(QUEUED).fails(overloaded(), overloaded()).answers(QUEUED);
        TestSubscriber<TaskStatus> watcher = watch(training.poller());

        clock.advance(Duration.ofSeconds(30));

        assertThat(spans(watcher)).isEqualTo(seconds(0, 30));
    }

    @Test
    void isTheSameForAllWhoShareAPoller() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller();
        watch(poller);
        clock.advance(Duration.ofSeconds(25));

        TestSubscriber<TaskStatus> late = watch(poller);
        clock.advance(Duration.ofSeconds(5));

        assertThat(spans(late)).isEqualTo(seconds(20, 30));
    }

    @Test
    void aClockThatIsSetBackMakesNoNegativeSpan() {
        TestSubscriber<TaskStatus> watcher = watch(training.answers(QUEUED).poller());
        clock.clockJumps(Duration.ofHours(-1));

        clock.advance(Duration.ofSeconds(10));

        assertThat(spans(watcher)).isEqualTo(seconds(0, 0));
    }

    @Test
    void drawingsTellItToo() {
        GenerationStatus drawing = new GenerationStatus(
                TaskId.image("drawn"), "TASK_STATUS_QUEUED", "", null, null, List.of(), null, null);
        TestSubscriber<GenerationStatus> watcher = TestSubscriber.create();
        new TaskPoller<>(
                        id -> Mono.just(drawing),
                        GenerationStatus::withStageObservedFor,
                        PollingPolicy.fixed(Duration.ofSeconds(4)),
                        WatchLimits.forImages(),
                        new Agenda(clock.pace(), training.lifecycle),
                        Observed.NOT)
                .watch(drawing.taskId())
                .subscribe(watcher);

        clock.advance(Duration.ofSeconds(8));

        assertThat(watcher.getReceivedOnNext())
                .extracting(GenerationStatus::stageObservedFor)
                .isEqualTo(seconds(0, 4, 8));
    }

    private static TestSubscriber<TaskStatus> watch(TaskPoller<TaskStatus> poller) {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        poller.watch(ID).subscribe(watcher);
        return watcher;
    }

    private static List<Duration> spans(TestSubscriber<TaskStatus> watcher) {
        return watcher.getReceivedOnNext().stream()
                .map(TaskStatus::stageObservedFor)
                .toList();
    }
}
