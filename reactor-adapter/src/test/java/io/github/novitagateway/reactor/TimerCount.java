package io.github.novitagateway.reactor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Real time, with an account of the timers that were set and of those that still wait. */
final class TimerCount implements Scheduler {

    private final Scheduler real = Schedulers.parallel();
    private final AtomicInteger set = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    int set() {
        return set.get();
    }

    int waiting() {
        return waiting.get();
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        set.incrementAndGet();
        waiting.incrementAndGet();
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                waiting.decrementAndGet();
            }
        };
        Disposable timer = real.schedule(
                () -> {
                    end.run();
                    task.run();
                },
                delay,
                unit);
        return () -> {
            timer.dispose();
            end.run();
        };
    }

    @Override
    public long now(TimeUnit unit) {
        return real.now(unit);
    }

    @Override
    public Worker createWorker() {
        throw new UnsupportedOperationException("only delays are scheduled here");
    }
}
