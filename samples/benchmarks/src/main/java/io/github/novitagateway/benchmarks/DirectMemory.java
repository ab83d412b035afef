package io.github.novitagateway.benchmarks;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Memory outside of the heap that Netty's allocator has taken from the system, what it keeps for later too. */
final class DirectMemory {

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final ByteBufAllocatorMetric METRIC =
            ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();

    private DirectMemory() {}

    /** The most at any look, beyond what there was at the start. */
    static long mostDuring(Runnable work) {
        long before = METRIC.usedDirectMemory();
        AtomicLong most = new AtomicLong(before);
        Disposable looks = Flux.interval(LOOK)
                .onBackpressureDrop()
                .subscribe(look -> most.accumulateAndGet(METRIC.usedDirectMemory(), Math::max));
        try {
            work.run();
        } finally {
            looks.dispose();
        }
        return most.accumulateAndGet(METRIC.usedDirectMemory(), Math::max) - before;
    }
}
