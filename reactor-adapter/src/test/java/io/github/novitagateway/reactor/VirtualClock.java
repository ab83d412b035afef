package io.github.novitagateway.reactor;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Time that passes only when told, chance that is no chance, and an account of the timers that still wait. Threads may
 * set timers while time passes; none of them is ever parked, so that event loops may too.
 */
public final class VirtualClock implements Scheduler {

    /** The chance under which jitter changes nothing. */
    static final double MIDDLE = 0.5;

    private final NavigableSet<Timer> waiting = new TreeSet<>(
            Comparator.<Timer, Duration>comparing(timer -> timer.due).thenComparing(timer -> timer.number));
    private long set;
    private Duration now = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
    private volatile double chance = MIDDLE;

    Pace pace() {
        return new Pace(this, () -> chance);
    }

    void chance(double value) {
        chance = value;
    }

    public void advance(Duration duration) {
        advanceTo(elapsed().plus(duration));
    }

    void advanceTo(Duration moment) {
        for (Optional<Timer> due = nextUntil(moment); due.isPresent(); due = nextUntil(moment)) {
            due.get().task.run();
        }
    }

    /** Moves to the next timer, or to the end when none is due by then. */
    private synchronized Optional<Timer> nextUntil(Duration end) {
        Optional<Timer> next = first().filter(timer -> timer.due.compareTo(end) <= 0);
        Duration moment = next.map(timer -> timer.due).orElse(end);
        now = moment.compareTo(now) > 0 ? moment : now;
        next.ifPresent(waiting::remove);
        return next;
    }

    private Optional<Timer> first() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first());
    }

    /** The machine sleeps: what was due meanwhile happens when it wakes. */
    void sleep(Duration duration) {
        advanceTo(fallAsleep(duration));
    }

    private synchronized Duration fallAsleep(Duration duration) {
        now = now.plus(duration);
        return now;
    }

    /** The clock goes on, or back, and the timers do not notice: those of many machines do not count sleep. */
    synchronized void clockJumps(Duration duration) {
        ahead = ahead.plus(duration);
    }

    public synchronized Duration elapsed() {
        return now;
    }

    private synchronized Duration clock() {
        return now.plus(ahead);
    }

    synchronized int waitingTimers() {
        return waiting.size();
    }

    /** Whether a timer waits that was set for just so long. */
    synchronized boolean waitsFor(Duration whole) {
        return waiting.stream().anyMatch(timer -> timer.whole.equals(whole));
    }

    /** How long the timer that ends next was set for. */
    synchronized Optional<Duration> next() {
        return first().map(timer -> timer.whole);
    }

    /** Moves to the end of that timer. */
    void advanceToNext() {
        nextUntil(Duration.ofDays(1).plus(elapsed())).ifPresent(timer -> timer.task.run());
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(unit.compareTo(TimeUnit.MILLISECONDS) < 0 ? elapsed() : clock());
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Duration whole = Duration.of(delay, unit.toChronoUnit());
        Timer timer = new Timer(task, whole, now.plus(whole), ++set);
        waiting.add(timer);
        return timer;
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long delay, long period, TimeUnit unit) {
        Disposable.Swap next = Disposables.swap();
        next.update(schedule(() -> again(task, period, unit, next), delay, unit));
        return next;
    }

    private void again(Runnable task, long period, TimeUnit unit, Disposable.Swap next) {
        next.update(schedule(() -> again(task, period, unit, next), period, unit));
        task.run();
    }

    @Override
    public Worker createWorker() {
        return new Tasks();
    }

    /** All run by whoever lets the time pass, one after the other. */
    private final class Tasks implements Worker {

        private final Disposable.Composite tasks = Disposables.composite();

        @Override
        public Disposable schedule(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            Disposable.Swap own = Disposables.swap();
            tasks.add(own);
            own.update(VirtualClock.this.schedule(
                    () -> {
                        tasks.remove(own);
                        task.run();
                    },
                    delay,
                    unit));
            return own;
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long delay, long period, TimeUnit unit) {
            Disposable own = VirtualClock.this.schedulePeriodically(task, delay, period, unit);
            tasks.add(own);
            return own;
        }

        @Override
        public void dispose() {
            tasks.dispose();
        }
    }

    private synchronized void forget(Timer timer) {
        waiting.remove(timer);
    }

    private final class Timer implements Disposable {

        private final Runnable task;
        private final Duration whole;
        private final Duration due;
        private final long number;

        private Timer(Runnable task, Duration whole, Duration due, long number) {
            this.task = task;
            this.whole = whole;
            this.due = due;
            this.number = number;
        }

        @Override
        public void dispose() {
            forget(this);
        }
    }
}
