package io.github.novitagateway.benchmarks;

import java.util.stream.IntStream;

/**
 * What the watches of one client took in one round.
 *
 * @param heapBytes that each holds on to while it waits, all that is behind it included
 * @param threads of timers and event loops
 * @param halfLate the lateness in milliseconds that half of the requests do not exceed
 * @param mostLate the one that 99 of a hundred do not exceed
 * @param cancelMillis to cancel all
 * @param requestsLeft that still arrived later than a second after that
 * @param connectionsLeft that are open after the client was closed
 */
record WatchRound(
        double heapBytes,
        int threads,
        double halfLate,
        double mostLate,
        double cancelMillis,
        long requestsLeft,
        int connectionsLeft) {

    WatchRound withConnectionsLeft(int open) {
        return new WatchRound(heapBytes, threads, halfLate, mostLate, cancelMillis, requestsLeft, open);
    }

    /** Of timers and event loops, by the names that Reactor and Reactor Netty give them. */
    static int clientThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(parallel|reactor)-.*"))
                .count();
    }

    /** What is held on to now. */
    static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return IntStream.range(0, 3)
                .mapToLong(collection -> {
                    System.gc();
                    return runtime.totalMemory() - runtime.freeMemory();
                })
                .min()
                .orElseThrow();
    }
}
