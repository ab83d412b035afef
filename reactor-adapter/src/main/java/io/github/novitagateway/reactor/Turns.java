package io.github.novitagateway.reactor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to ask. No more requests of pollers are under way than there are connections: others stand in line,
 * where their places are kept, rather than in the pool's queue, which can be full. Pollers that all begin at once, or
 * go on after a sleep, do so one after the other once the first so many have begun.
 */
final class Turns {

    private static final long GAP = Duration.ofMillis(5).toNanos();

    private final int most;
    private final Pace pace;
    private final Queue<Poller<?>> line = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int underWay;
    private long lastBeginning;

    Turns(int most, Pace pace) {
        this.most = most;
        this.pace = pace;
        this.lastBeginning = longAgo();
    }

    /** Gives whoever could ask at once a time to do so, which is now unless many have come. */
    synchronized long beginning() {
        long past = longAgo();
        lastBeginning = (lastBeginning - past < 0 ? past : lastBeginning) + GAP;
        long now = pace.nanos();
        return lastBeginning - now < 0 ? now : lastBeginning;
    }

    /** Whoever got a time to begin at has gone before. */
    synchronized void beginningNotUsed() {
        lastBeginning -= GAP;
    }

    synchronized int underWay() {
        return underWay;
    }

    /** Nobody asks, nor stands in line. */
    synchronized boolean areAtRest() {
        return underWay == 0 && line.isEmpty();
    }

    private long longAgo() {
        return pace.nanos() - most * GAP;
    }

    /** Lets the poller ask, now or when others have their answers; one that has stopped by then gives its turn back. */
    void take(Poller<?> poller) {
        synchronized (this) {
            line.add(poller);
        }
        call();
    }

    void giveBack() {
        synchronized (this) {
            underWay--;
        }
        call();
    }

    /** By one thread at a time, and never from within itself: an answer can be there at once. */
    private void call() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int heard = 1;
        do {
            for (Poller<?> next = next(); next != null; next = next()) {
                next.ask();
            }
            heard = calls.addAndGet(-heard);
        } while (heard != 0);
    }

    private synchronized @Nullable Poller<?> next() {
        if (underWay == most || line.isEmpty()) {
            return null;
        }
        underWay++;
        return line.remove();
    }
}
