package io.github.novitagateway.soak;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the process holds at a moment.
 *
 * @param at time since the beginning
 * @param heap bytes of the heap in use after a garbage collection
 * @param direct bytes of direct memory that Netty's allocator holds
 * @param threads that live
 */
record Sample(Duration at, long heap, long direct, int threads) {

    private static final double MEGA = 1 << 20;

    static Sample take(Duration at) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator
                ? allocator.metric().usedDirectMemory()
                : 0;
        return new Sample(at, heap, direct, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    @Override
    public String toString() {
        return "%6.1f s  heap %.1f MB  direct %.1f MB  threads %d"
                .formatted(at.toMillis() / 1000.0, heap / MEGA, direct / MEGA, threads);
    }
}
