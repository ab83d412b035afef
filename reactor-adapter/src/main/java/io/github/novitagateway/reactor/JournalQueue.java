package io.github.novitagateway.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Jobs from any thread, done in order and in batches by one thread that is no other's. Nobody can interrupt it, as the
 * cancelling of a scheduled task would: an interrupt closes the file.
 */
final class JournalQueue<J> {

    static final int LONGEST = 100_000;
    private static final int BATCH = 1_000;

    private final Queue<J> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final Scheduler writer = Schedulers.newSingle(task -> {
        Thread thread = new Thread(task, "novita-journal");
        thread.setDaemon(true);
        return thread;
    });
    private final Function<List<J>, Runnable> work;

    /**
     * Starts no thread yet.
     *
     * @param work does a batch and gives what is to be run when the queue no longer waits for it
     */
    JournalQueue(Function<List<J>, Runnable> work) {
        this.work = work;
    }

    /** {@return whether there was room} */
    boolean offer(J job) {
        if (counted.get() >= LONGEST) {
            return false;
        }
        add(job);
        return true;
    }

    /** Whether there is room or not. */
    void add(J job) {
        jobs.add(job);
        if (counted.getAndIncrement() == 0) {
            schedule();
        }
    }

    /** Does the job in this thread, unless others are under way. */
    void doHere(J job) {
        jobs.add(job);
        if (counted.getAndIncrement() == 0) {
            drain();
        }
    }

    private void schedule() {
        try {
            writer.schedule(this::drain);
        } catch (RejectedExecutionException stopped) {
            drain();
        }
    }

    private void drain() {
        int left;
        do {
            List<J> batch = new ArrayList<>();
            for (int size = Math.min(counted.get(), BATCH); batch.size() < size; ) {
                batch.add(jobs.remove());
            }
            Runnable outcome = work.apply(batch);
            left = counted.addAndGet(-batch.size());
            outcome.run();
        } while (left > 0);
    }

    /** Ends the thread; jobs that come later are done by those who bring them. */
    void stop() {
        writer.dispose();
    }
}
