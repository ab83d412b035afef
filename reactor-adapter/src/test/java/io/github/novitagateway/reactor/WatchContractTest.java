package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Scannable;
import reactor.core.Scannable.Attr;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.subscriber.TestSubscriber;
import reactor.util.context.Context;

/** A watch as an operator: demand, context, defects. */
class WatchContractTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void theRequestSeesTheContextOfWhoCameFirst() {
        List<String> seen = new ArrayList<>();
        training.answers(Mono.deferContextual(context -> {
            seen.add(context.getOrDefault("tenant", "none"));
            return Mono.just(QUEUED);
        }));
        TaskPoller<TaskStatus> poller = training.poller();
        TestSubscriber<TaskStatus> first = TestSubscriber.create();
        poller.watch(ID).contextWrite(Context.of("tenant", "first")).subscribe(first);
        poller.watch(ID).contextWrite(Context.of("tenant", "second")).subscribe();

        clock.advance(Duration.ofSeconds(10));
        first.cancel();
        clock.advance(Duration.ofSeconds(10));

        assertThat(seen).containsExactly("first", "first", "second");
    }

    @Test
    void getsNoMoreThanItAskedFor() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED).watch(training.poller(), 2);

        clock.advance(Duration.ofMinutes(1));

        assertThat(watcher.getReceivedOnNext()).hasSize(2);
    }

    @Test
    void askingForMoreInTheMiddleOfAValueUsesUpNoStack() {
        training.answers(QUEUED, TRAINING, READY);
        List<TaskStatus> received = new ArrayList<>();
        training.poller().watch(ID).map(WatchedTraining::said).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(TaskStatus status) {
                received.add(status);
                request(1);
            }
        });

        clock.advance(Duration.ofMinutes(1));

        assertThat(received).containsExactly(QUEUED, TRAINING, READY);
    }

    @Test
    void whoLeavesAtOnceCausesNoRequest() {
        training.answers(QUEUED);
        training.poller().watch(ID).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });

        assertThat(training.asked).isEmpty();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void anAnswerThatIsEmptyIsALookThatBroughtNothing() {
        training.answers(Mono.empty()).answers(READY);
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        clock.advance(Duration.ofSeconds(10));

        assertThat(training.asked).isEqualTo(seconds(0, 10));
        assertThat(watcher.getReceivedOnNext()).containsExactly(READY);
    }

    @Test
    void aPolicyThatFailsEndsTheWatch() {
        IllegalStateException defect = new IllegalStateException("a defect");
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED).watch(training.poller(failing(defect), limits()));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED);
        assertThat(watcher.expectTerminalError()).isSameAs(defect);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aPolicyThatFailsAfterAFailedRequestEndsTheWatchToo() {
        IllegalStateException defect = new IllegalStateException("a defect");
        TestSubscriber<TaskStatus> watcher =
                training.fails(overloaded()).watch(training.poller(failing(defect), limits()));

        assertThat(watcher.expectTerminalError()).isSameAs(defect);
    }

    @Test
    void aSchedulerThatIsGoneEndsTheWatch() {
        Scheduler gone = Schedulers.newSingle("gone");
        gone.dispose();
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        new TaskPoller<TaskStatus>(
                        id -> Mono.just(QUEUED),
                        TaskStatus::withStageObservedFor,
                        PollingPolicy.paced(),
                        limits(),
                        new Agenda(new Pace(gone, () -> VirtualClock.MIDDLE), training.lifecycle),
                        Observed.NOT)
                .watch(ID)
                .subscribe(watcher);

        assertThat(watcher.expectTerminalError()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aWatchOfANewTaskDoesNotWaitAsWhoStartedItDoes() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller();
        TestSubscriber<TaskStatus> starter = TestSubscriber.create();
        poller.watchFromStart(ID).map(WatchedTraining::said).subscribe(starter);
        clock.advance(Duration.ofSeconds(2));

        TestSubscriber<TaskStatus> viewer = training.watch(poller);

        assertThat(training.asked).isEqualTo(seconds(2));
        assertThat(viewer.getReceivedOnNext()).containsExactly(QUEUED);
        assertThat(starter.getReceivedOnNext()).containsExactly(QUEUED);
    }

    @Test
    void tellsItsStateToWhoScansIt() {
        List<Scannable> watches = new ArrayList<>();
        training.answers(QUEUED, READY);
        training.poller()
                .watch(ID)
                .doOnSubscribe(watch -> watches.add(Scannable.from(watch)))
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        request(5);
                    }
                });
        Scannable watch = watches.get(0);

        assertThat(watch.scan(Attr.REQUESTED_FROM_DOWNSTREAM)).isEqualTo(4);
        assertThat(watch.scan(Attr.TERMINATED)).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(watch.scan(Attr.TERMINATED)).isTrue();
        assertThat(watch.scan(Attr.CANCELLED)).isFalse();
    }

    @RepeatedTest(20)
    void demandFromAnotherThreadLosesNeitherTheLastStateNorTheEnd() throws InterruptedException {
        training.answers(QUEUED, TRAINING, QUEUED, TRAINING, READY);
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller(), 0);
        ExecutorService other = Executors.newSingleThreadExecutor();
        other.execute(() -> {
            for (int more = 0; more < 10; more++) {
                watcher.request(1);
            }
        });

        clock.advance(Duration.ofMinutes(1));
        other.shutdown();
        watcher.block(ServiceTest.LONG);

        assertThat(watcher.getProtocolErrors()).isEmpty();
        assertThat(watcher.getReceivedOnNext()).last().isEqualTo(READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    private static WatchLimits limits() {
        return WatchLimits.forTraining();
    }

    private static PollingPolicy failing(RuntimeException defect) {
        return new PollingPolicy() {
            @Override
            public Duration first() {
                return Duration.ZERO;
            }

            @Override
            public Session start() {
                return observation -> {
                    throw defect;
                };
            }
        };
    }
}
