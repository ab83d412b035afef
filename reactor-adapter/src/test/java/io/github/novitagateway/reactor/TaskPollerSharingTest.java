package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.notFound;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** One poller for all who watch the same task. */
class TaskPollerSharingTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void twoHundredSubscribersCostOneRequestATick() {
        TaskPoller<TaskStatus> poller =
                training.answers(QUEUED, TRAINING, READY).poller();
        List<TestSubscriber<TaskStatus>> watchers = IntStream.range(0, 200)
                .mapToObj(number -> training.watch(poller))
                .toList();

        clock.advance(Duration.ofMinutes(1));

        assertThat(training.asked).isEqualTo(seconds(0, 10, 20));
        assertThat(watchers).allSatisfy(watcher -> {
            assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, TRAINING, READY);
            assertThat(watcher.isTerminatedComplete()).isTrue();
        });
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aLateSubscriberGetsTheLastValueWithoutARequest() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED, TRAINING).poller();
        training.watch(poller);
        clock.advance(Duration.ofSeconds(15));

        TestSubscriber<TaskStatus> late = training.watch(poller);

        assertThat(late.getReceivedOnNext()).containsExactly(TRAINING);
        assertThat(training.asked).hasSize(2);
    }

    @Test
    void aLateSubscriberGetsTheLastValueWhileTheServiceIsDown() {
        TaskPoller<TaskStatus> poller =
                training.answers(QUEUED).fails(overloaded()).poller();
        TestSubscriber<TaskStatus> early = training.watch(poller);
        clock.advance(Duration.ofSeconds(25));

        TestSubscriber<TaskStatus> late = training.watch(poller);

        assertThat(late.getReceivedOnNext()).containsExactly(QUEUED);
        assertThat(early.getReceivedOnNext()).containsExactly(QUEUED);
    }

    @Test
    void thePollerStopsWithItsLastSubscriberAndNotBefore() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller();
        TestSubscriber<TaskStatus> first = training.watch(poller);
        TestSubscriber<TaskStatus> second = training.watch(poller);

        first.cancel();
        clock.advance(Duration.ofSeconds(10));
        assertThat(second.getReceivedOnNext()).hasSize(2);
        assertThat(first.getReceivedOnNext()).hasSize(1);
        second.cancel();

        assertThat(clock.waitingTimers()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(training.asked).hasSize(2);
    }

    /** As when the last watch is left by another thread in that moment. */
    @Test
    void aLookThatIsLeftBeforeItBeginsGivesItsTurnBack() {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        TaskPoller<TaskStatus> poller = training.answers(new Mono<TaskStatus>() {
                    @Override
                    public void subscribe(CoreSubscriber<? super TaskStatus> look) {
                        watcher.cancel();
                        Mono.<TaskStatus>never().subscribe(look);
                    }
                })
                .poller();

        poller.watch(ID).subscribe(watcher);

        assertThat(training.asked).hasSize(1);
        assertThat(poller.turns.underWay()).isZero();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void differentTasksHaveDifferentPollers() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller();
        training.watch(poller);
        poller.watch(TaskId.style("another")).subscribe();

        assertThat(training.asked).hasSize(2);
    }

    @Test
    void watchingAFinishedTaskAsksOnce() {
        TaskPoller<TaskStatus> poller = training.answers(READY).poller();
        training.watch(poller);

        TestSubscriber<TaskStatus> later = training.watch(poller);

        assertThat(training.asked).hasSize(2);
        assertThat(later.getReceivedOnNext()).containsExactly(READY);
        assertThat(later.isTerminatedComplete()).isTrue();
    }

    @Test
    void whoJoinsAtTheTerminalValueGetsItAndTheEnd() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED, READY).poller();
        TestSubscriber<TaskStatus> joining = TestSubscriber.create();
        poller.watch(ID)
                .filter(TaskStatus::terminal)
                .doOnNext(end -> poller.watch(ID).subscribe(joining))
                .subscribe();

        clock.advance(Duration.ofSeconds(10));

        assertThat(joining.getReceivedOnNext()).containsExactly(READY);
        assertThat(joining.isTerminatedComplete()).isTrue();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void whoJoinsAtTheEndGetsTheTerminalValue() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED, READY).poller();
        TestSubscriber<TaskStatus> joining = TestSubscriber.create();
        poller.watch(ID).doOnComplete(() -> poller.watch(ID).subscribe(joining)).subscribe();

        clock.advance(Duration.ofSeconds(10));

        assertThat(joining.getReceivedOnNext()).containsExactly(READY);
        assertThat(joining.isTerminatedComplete()).isTrue();
    }

    @Test
    void whoComesBackAfterAFailureIsNotToldTheOldOneAgain() {
        TaskPoller<TaskStatus> poller =
                training.answers(QUEUED).fails(notFound()).answers(READY).poller();
        TestSubscriber<TaskStatus> persistent = TestSubscriber.create();
        poller.watch(ID).retry(1).subscribe(persistent);
        TestSubscriber<TaskStatus> other = training.watch(poller);

        clock.advance(Duration.ofSeconds(10));

        assertThat(other.expectTerminalError()).isInstanceOf(TaskNotFoundException.class);
        assertThat(persistent.getReceivedOnNext()).containsExactly(QUEUED, READY);
        assertThat(persistent.isTerminatedComplete()).isTrue();
    }

    @Test
    void thePollerThatStopsDoesNotTakeItsSuccessorWithIt() {
        TestSubscriber<TaskStatus> successor = TestSubscriber.create();
        List<TaskPoller<TaskStatus>> poller = new ArrayList<>();
        training.answers(Mono.<TaskStatus>never()
                        .doOnCancel(() -> poller.get(0).watch(ID).subscribe(successor)))
                .answers(QUEUED);
        poller.add(training.poller());

        training.watch(poller.get(0)).cancel();
        TestSubscriber<TaskStatus> third = training.watch(poller.get(0));
        clock.advance(Duration.ofSeconds(10));

        assertThat(training.asked).isEqualTo(seconds(0, 0, 10));
        assertThat(successor.getReceivedOnNext()).hasSize(2);
        assertThat(third.getReceivedOnNext()).hasSize(2);
    }

    @RepeatedTest(20)
    void comingAndGoingOnManyThreadsLeavesNothingBehind() throws InterruptedException {
        AtomicInteger underWay = new AtomicInteger();
        training.answers(Mono.<TaskStatus>never()
                .doOnSubscribe(started -> underWay.incrementAndGet())
                .doFinally(end -> underWay.decrementAndGet()));
        TaskPoller<TaskStatus> poller = training.poller();
        ExecutorService visitors = Executors.newFixedThreadPool(4);
        CountDownLatch done = new CountDownLatch(4);
        IntStream.range(0, 4)
                .forEach(visitor -> visitors.execute(() -> {
                    for (int visit = 0; visit < 200; visit++) {
                        Disposable watching = poller.watch(ID).subscribe();
                        watching.dispose();
                    }
                    done.countDown();
                }));

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        visitors.shutdown();

        assertThat(underWay).hasValue(0);
        assertThat(clock.waitingTimers()).isZero();
    }
}
