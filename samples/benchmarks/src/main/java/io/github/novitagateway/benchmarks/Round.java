package io.github.novitagateway.benchmarks;

/**
 * What one round of one contestant took, in this process and over all of its threads.
 *
 * @param operations how many there were
 * @param nanos from start to end
 * @param cpuNanos of all threads, garbage collection and compilation too
 * @param heapBytes allocated by all threads
 */
record Round(int operations, long nanos, long cpuNanos, long heapBytes) {

    double operationsPerSecond() {
        return operations * 1e9 / nanos;
    }

    double cpuMillisPerOperation() {
        return cpuNanos / 1e6 / operations;
    }

    double heapBytesPerOperation() {
        return (double) heapBytes / operations;
    }
}
