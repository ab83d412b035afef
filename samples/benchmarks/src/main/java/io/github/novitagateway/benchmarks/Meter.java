package io.github.novitagateway.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the rounds of a contestant in this process: time, processor time of the process, and bytes that its threads
 * allocated in the heap.
 */
record Meter(Contestant contestant) implements Racer {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Override
    public String name() {
        return contestant.name();
    }

    @Override
    public Round round(int operations) {
        Map<Long, Long> before = allocated();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        contestant.round(operations);
        long nanos = System.nanoTime() - start;
        long cpuNanos = PROCESS.getProcessCpuTime() - cpu;
        return new Round(operations, nanos, cpuNanos, growth(before, allocated()), contestant.medianNanos());
    }

    /** A thread that ended in the round takes its bytes with it; those of clients live longer than a round. */
    private static long growth(Map<Long, Long> before, Map<Long, Long> after) {
        return after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> allocated() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int thread = 0; thread < ids.length; thread++) {
            allocated.put(ids[thread], Math.max(0, bytes[thread]));
        }
        return allocated;
    }
}
