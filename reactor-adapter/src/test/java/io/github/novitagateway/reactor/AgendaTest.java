package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** The one timer of all who wait. */
class AgendaTest {

    private final LateTimers timers = new LateTimers();
    private final Agenda agenda = new Agenda(new Pace(timers, () -> 0.5), new GatewayLifecycle());

    /** Timers that are taken back when they have fired already. */
    private static final class LateTimers implements Scheduler {

        private final List<Runnable> set = new ArrayList<>();

        @Override
        public Disposable schedule(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            set.add(task);
            return Disposables.single();
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aTimerThatIsTakenBackTooLateSetsNoOther() {
        Disposable first = agenda.delay(Duration.ofHours(1)).subscribe();
        first.dispose();
        Disposable second = agenda.delay(Duration.ofHours(1)).subscribe();
        assertThat(timers.set).hasSize(2);

        timers.set.get(0).run();
        assertThat(timers.set).as("a second chain of timers").hasSize(2);
        timers.set.get(1).run();
        assertThat(timers.set).hasSize(3);

        second.dispose();
        timers.set.get(2).run();
        assertThat(timers.set).as("nobody waits").hasSize(3);
    }

    @Test
    void whoHasCancelledBeforeTheDelayBeginsIsNotWaitedFor() {
        agenda.delay(Duration.ofHours(1))
                .doOnSubscribe(subscription -> subscription.cancel())
                .subscribe();

        assertThat(agenda.waiting()).isZero();
    }
}
