package io.github.novitagateway.reactor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Time that passes only when told, chance that is no chance, and an account of the timers that still wait. */
final class VirtualClock implements Scheduler {

    /** The chance under which jitter changes nothing. */
    static final double MIDDLE = 0.5;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Set<Timer> waiting = ConcurrentHashMap.newKeySet();
    private volatile double chance = MIDDLE;

    Pace pace() {
        return new Pace(this, () -> chance);
    }

    void chance(double value) {
        chance = value;
    }

    void advance(Duration duration) {
        time.advanceTimeBy(duration);
    }

    void advanceTo(Duration moment) {
        advance(moment.minus(elapsed()));
    }

    Duration elapsed() {
        return Duration.ofMillis(time.now(TimeUnit.MILLISECONDS));
    }

    int waitingTimers() {
        return waiting.size();
    }

    @Override
    public long now(TimeUnit unit) {
        return time.now(unit);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return time.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Timer timer = new Timer(task);
        waiting.add(timer);
        timer.due.update(time.schedule(timer, delay, unit));
        return timer;
    }

    @Override
    public Worker createWorker() {
        return time.createWorker();
    }

    private final class Timer implements Runnable, Disposable {

        private final Runnable task;
        private final Disposable.Swap due = Disposables.swap();

        private Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            waiting.remove(this);
            task.run();
        }

        @Override
        public void dispose() {
            waiting.remove(this);
            due.dispose();
        }
    }
}
