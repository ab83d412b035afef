package io.github.novitagateway.reactor;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Ends what waits for a connection in vain. Nearly all get one at once, and a timer for each would wake a thread each
 * time: all may wait equally long, so they stand in order and share one timer, which is set for the first of them.
 */
final class AcquireTimeouts {

    private final Scheduler scheduler;
    private final Set<Wait> waiting = new LinkedHashSet<>();
    private boolean timerIsSet;

    AcquireTimeouts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Runs the task when the time is over.
     *
     * @param limit the same for all
     * @return what takes it back
     */
    Disposable after(Runnable task, Duration limit) {
        Wait begun = new Wait(task, now() + limit.toNanos());
        synchronized (this) {
            if (!timerIsSet) {
                ringAfter(limit.toNanos());
                timerIsSet = true;
            }
            waiting.add(begun);
        }
        return begun;
    }

    /** A task that fails keeps none from its end. */
    private void ring() {
        try {
            for (Wait over = over(); over != null; over = over()) {
                over.task.run();
            }
        } finally {
            rest();
        }
    }

    private synchronized @Nullable Wait over() {
        Wait oldest = waiting.isEmpty() ? null : waiting.iterator().next();
        if (oldest == null || oldest.end - now() > 0) {
            return null;
        }
        waiting.remove(oldest);
        return oldest;
    }

    private synchronized void rest() {
        timerIsSet = false;
        if (!waiting.isEmpty()) {
            ringAfter(waiting.iterator().next().end - now());
            timerIsSet = true;
        }
    }

    private void ringAfter(long nanos) {
        scheduler.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private final class Wait implements Disposable {

        private final Runnable task;
        private final long end;

        Wait(Runnable task, long end) {
            this.task = task;
            this.end = end;
        }

        @Override
        public void dispose() {
            synchronized (AcquireTimeouts.this) {
                waiting.remove(this);
            }
        }
    }
}
