package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.subscriber.TestSubscriber;

/** Thousands of tasks, watched through one gateway. */
class WatchCrowdTest {

    private static final int CONNECTIONS = Connections.MAX_CONNECTIONS;
    private static final Duration GAP = Duration.ofMillis(5);

    private final VirtualClock clock = new VirtualClock();
    private final GatewayLifecycle lifecycle = new GatewayLifecycle();
    private final Agenda agenda = new Agenda(clock.pace(), lifecycle);
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Sinks.One<TaskStatus>> underWay = new ArrayDeque<>();
    private Mono<TaskStatus> answer = Mono.just(QUEUED);
    private TaskPoller<TaskStatus> poller = poller(WatchLimits.forTraining());

    private TaskPoller<TaskStatus> poller(WatchLimits limits) {
        return new TaskPoller<>(
                id -> Mono.defer(() -> {
                    asked.incrementAndGet();
                    return answer;
                }),
                TaskStatus::withStageObservedFor,
                PollingPolicy.fixed(Duration.ofSeconds(30)),
                limits,
                agenda,
                Observed.NOT);
    }

    @Test
    void beginsOneAfterTheOtherOnceAsManyAsThereAreConnectionsHaveBegun() {
        watch(1000);
        assertThat(asked).hasValue(CONNECTIONS);

        clock.advance(GAP.multipliedBy(100));
        assertThat(asked).hasValue(CONNECTIONS + 100);
        clock.advance(GAP.multipliedBy(1000 - CONNECTIONS - 100));

        assertThat(asked).hasValue(1000);
    }

    @Test
    void whoComesWhenTheCrowdHasBegunAsksAtOnce() {
        watch(1000);
        clock.advance(Duration.ofSeconds(20));

        poller.watch(TaskId.style("late")).subscribe();

        assertThat(asked).hasValue(1001);
    }

    @Test
    void whoLeavesBeforeItsBeginningDelaysNobody() {
        watch(1000).forEach(TestSubscriber::cancel);
        int before = asked.get();
        clock.advance(GAP.multipliedBy(CONNECTIONS));

        poller.watch(TaskId.style("late")).subscribe();

        assertThat(asked).hasValue(before + 1);
    }

    @Test
    void stillAsksAtARateAfterSleep() {
        watch(1000);
        clock.advance(Duration.ofSeconds(20));

        clock.sleep(Duration.ofHours(3));
        assertThat(asked).hasValue(1000 + CONNECTIONS);
        clock.advance(Duration.ofSeconds(10));

        assertThat(asked).hasValue(2000);
    }

    @Test
    void stillAsksAtARateAfterASleepThatTimersDidNotCount() {
        watch(1000);
        clock.advance(Duration.ofSeconds(20));

        clock.clockJumps(Duration.ofHours(3));
        clock.advance(Duration.ofSeconds(5));

        assertThat(asked.get()).isBetween(1000 + CONNECTIONS, 1000 + CONNECTIONS + 1000);
        clock.advance(Duration.ofSeconds(5));
        assertThat(asked).hasValue(2000);
    }

    @Test
    void setsOneTimerForAll() {
        watch(1000);
        assertThat(clock.waitingTimers()).isOne();

        clock.advance(Duration.ofSeconds(45));

        assertThat(clock.waitingTimers()).isOne();
    }

    @Test
    void leavesNothingWhenAllHaveGone() {
        List<TestSubscriber<TaskStatus>> watchers = watch(1000);
        clock.advance(Duration.ofMinutes(1));

        watchers.forEach(TestSubscriber::cancel);

        assertThat(poller.running).isEmpty();
        assertThat(clock.waitingTimers()).isZero();
        assertThat(agenda.turns().underWay()).isZero();
    }

    @Test
    void hasNoMoreRequestsUnderWayThanThereAreConnectionsAndForgetsNobody() {
        answersWhenTold();
        watch(200);
        clock.advance(Duration.ofSeconds(10));
        assertThat(asked).hasValue(CONNECTIONS);

        answerAll();

        assertThat(asked).hasValue(200);
        assertThat(agenda.turns().underWay()).isZero();
    }

    @Test
    void whoLeavesWhileItWaitsForItsTurnIsNotAskedFor() {
        answersWhenTold();
        List<TestSubscriber<TaskStatus>> watchers = watch(200);
        clock.advance(Duration.ofSeconds(10));

        watchers.subList(CONNECTIONS, 150).forEach(TestSubscriber::cancel);
        answerAll();

        assertThat(asked).hasValue(CONNECTIONS + 50);
    }

    @Test
    void cancellingARequestMakesRoomForTheNext() {
        answersWhenTold();
        List<TestSubscriber<TaskStatus>> watchers = watch(200);
        clock.advance(Duration.ofSeconds(10));

        watchers.subList(0, 10).forEach(TestSubscriber::cancel);

        assertThat(asked).hasValue(CONNECTIONS + 10);
        assertThat(agenda.turns().underWay()).isEqualTo(CONNECTIONS);
    }

    @Test
    void theDeadlineEndsAWatchThatWaitsForItsTurn() {
        answersWhenTold();
        poller = poller(WatchLimits.builder(Duration.ofMinutes(1)).build());
        List<TestSubscriber<TaskStatus>> watchers = watch(200);

        clock.advance(Duration.ofMinutes(1));

        assertThat(watchers)
                .allSatisfy(watcher -> assertThat(watcher.expectTerminalError())
                        .isInstanceOf(PollingTimeoutException.class)
                        .hasMessageContaining("deadline"));
        assertThat(clock.waitingTimers()).isZero();
        assertThat(agenda.turns().underWay()).isZero();
    }

    @Test
    void answersThatAreThereAtOnceUseUpNoStack() {
        answersWhenTold();
        watch(CONNECTIONS);
        answer = Mono.just(READY);
        List<TestSubscriber<TaskStatus>> waiting = IntStream.range(0, 20_000)
                .mapToObj(number -> watch("waiting-" + number))
                .toList();
        clock.advance(GAP.multipliedBy(20_001));

        underWay.remove().tryEmitValue(READY);

        assertThat(waiting)
                .allSatisfy(
                        watcher -> assertThat(watcher.isTerminatedComplete()).isTrue());
    }

    @Test
    void closingEndsItAll() {
        answersWhenTold();
        List<TestSubscriber<TaskStatus>> watchers = watch(200);

        lifecycle.close();

        assertThat(watchers)
                .allSatisfy(watcher ->
                        assertThat(watcher.expectTerminalError()).isInstanceOf(GatewayClosedException.class));
        assertThat(poller.running).isEmpty();
        assertThat(clock.waitingTimers()).isZero();
    }

    private void answersWhenTold() {
        answer = Mono.defer(() -> {
            Sinks.One<TaskStatus> told = Sinks.one();
            underWay.add(told);
            return told.asMono();
        });
    }

    private void answerAll() {
        while (!underWay.isEmpty()) {
            underWay.remove().tryEmitValue(QUEUED);
        }
    }

    private List<TestSubscriber<TaskStatus>> watch(int tasks) {
        return IntStream.range(0, tasks)
                .mapToObj(number -> watch("task-" + number))
                .toList();
    }

    private TestSubscriber<TaskStatus> watch(String task) {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        poller.watch(TaskId.style(task)).subscribe(watcher);
        return watcher;
    }
}
