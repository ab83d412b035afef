package io.github.novitagateway.benchmarks;

import java.io.Serializable;

/**
 * What one round of one contestant took, in its process and over all of its threads.
 *
 * @param operations how many there were
 * @param nanos from start to end
 * @param cpuNanos of all threads, garbage collection and compilation too
 * @param heapBytes allocated by all threads
 * @param medianNanos of a single operation, where that is of interest
 */
record Round(int operations, long nanos, long cpuNanos, long heapBytes, double medianNanos) implements Serializable {

    double operationsPerSecond() {
        return operations * 1e9 / nanos;
    }

    double cpuMillisPerOperation() {
        return cpuNanos / 1e6 / operations;
    }

    double medianMicros() {
        return medianNanos / 1e3;
    }

    double heapBytesPerOperation() {
        return (double) heapBytes / operations;
    }
}
