package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.subscriber.TestSubscriber;

/** A wait for drawings that events shorten: with jitter that changes nothing, the service is asked at 0, 5 and 15 s. */
class HintedWatchTest {

    private static final TaskId ID = TaskId.image("drawn");
    private static final GenerationStatus DRAWING = status(ID, "TASK_STATUS_PROCESSING");
    private static final GenerationStatus DRAWN = status(ID, "TASK_STATUS_SUCCEED");

    private final VirtualClock clock = new VirtualClock();
    private final List<Duration> asked = new CopyOnWriteArrayList<>();
    private final Sinks.Many<TaskEvent> events = Sinks.many().multicast().directBestEffort();
    private final TestSubscriber<GenerationStatus> watcher = TestSubscriber.create();
    private GenerationStatus answer = DRAWING;
    private @Nullable ApiException failure;

    private final TaskPoller<GenerationStatus> poller = new TaskPoller<>(
            this::ask,
            GenerationStatus::withStageObservedFor,
            HintedWatch.SELDOM,
            WatchLimits.forImages(),
            new Agenda(clock.pace(), new GatewayLifecycle()),
            Observed.NOT);
    private final HintedWatch watch = new HintedWatch(poller::watch, this::ask, clock.pace());

    private static GenerationStatus status(TaskId id, String word) {
        return new GenerationStatus(id, word, "", null, null, List.of(), null, null);
    }

    private Mono<GenerationStatus> ask(TaskId id) {
        return Mono.defer(() -> {
            asked.add(clock.elapsed());
            return failure == null ? Mono.just(answer) : Mono.error(failure);
        });
    }

    private void watch(Flux<TaskEvent> hints) {
        watch.of(ID, hints).subscribe(watcher);
    }

    private void post(TaskId about, String word) {
        events.tryEmitNext(new TaskEvent(TaskEvent.ASYNC_TASK_RESULT, status(about, word)));
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private static List<Duration> seconds(long... moments) {
        return WatchedTraining.seconds(moments);
    }

    private void assertDrawn() {
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(watcher.getReceivedOnNext())
                .last()
                .satisfies(status -> assertThat(status.rawState()).isEqualTo("TASK_STATUS_SUCCEED"));
        assertThat(events.currentSubscriberCount()).isZero();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void anEventBringsTheAnswerAtOnce() {
        watch(events.asFlux());
        pass(2);
        answer = DRAWN;

        post(ID, "TASK_STATUS_SUCCEED");

        assertDrawn();
        assertThat(asked).isEqualTo(seconds(0, 2));
    }

    @Test
    void whatThePollingFindsFirstCounts() {
        watch(events.asFlux());
        answer = DRAWN;

        pass(5);

        assertDrawn();
        assertThat(asked).isEqualTo(seconds(0, 5));
        post(ID, "TASK_STATUS_SUCCEED");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLostEventCostsTimeAlone() {
        watch(events.asFlux());
        pass(14);
        answer = DRAWN;

        pass(1);

        assertDrawn();
        assertThat(asked).isEqualTo(seconds(0, 5, 15));
    }

    @Test
    void aForgedEventIsNotBelieved() {
        watch(events.asFlux());

        post(ID, "TASK_STATUS_SUCCEED");

        assertThat(watcher.isTerminated()).isFalse();
        assertThat(watcher.getReceivedOnNext())
                .extracting(GenerationStatus::rawState)
                .containsOnly("TASK_STATUS_PROCESSING");
        assertThat(asked).isEqualTo(seconds(0, 0));
        watcher.cancel();
    }

    @Test
    void ofManyEventsOneASecondIsHeeded() {
        watch(events.asFlux());

        for (int second = 0; second < 3; second++) {
            for (int repeat = 0; repeat < 100; repeat++) {
                post(ID, "TASK_STATUS_SUCCEED");
            }
            pass(1);
        }

        assertThat(asked).isEqualTo(seconds(0, 0, 1, 2, 3));
        watcher.cancel();
    }

    @Test
    void eventsOfOtherTasksAndTypesCostNothing() {
        watch(events.asFlux());

        post(TaskId.image("another"), "TASK_STATUS_SUCCEED");
        events.tryEmitNext(new TaskEvent("OTHER", null));

        assertThat(asked).isEqualTo(seconds(0));
        watcher.cancel();
    }

    @Test
    void aQuestionThatFailsLeavesTheWatchAsItIs() {
        watch(events.asFlux());
        failure = WatchedTraining.overloaded();
        post(ID, "TASK_STATUS_SUCCEED");
        pass(1);
        failure = null;
        answer = DRAWN;

        pass(4);

        assertDrawn();
        assertThat(asked).isEqualTo(seconds(0, 0, 5));
    }

    @Test
    void eventsThatEndOrFailLeaveTheWatchAsItIs() {
        watch(Flux.error(new IllegalStateException("no more")));
        answer = DRAWN;

        pass(5);

        assertDrawn();
    }

    @Test
    void leavingTheWatchLeavesTheEvents() {
        TestPublisher<TaskEvent> hints = TestPublisher.create();
        watch(hints.flux());

        watcher.cancel();

        hints.assertCancelled();
        assertThat(clock.waitingTimers()).isZero();
    }
}
