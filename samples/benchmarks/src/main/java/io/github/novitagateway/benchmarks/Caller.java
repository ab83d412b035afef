package io.github.novitagateway.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the same call again and again, so many at once, and notes how long each takes. */
final class Caller implements Contestant {

    private final String name;
    private final int parallel;
    private final IntFunction<Mono<?>> call;
    private final Runnable close;
    private long median;

    /** @param call gets its number in the round */
    Caller(String name, int parallel, IntFunction<Mono<?>> call, Runnable close) {
        this.name = name;
        this.parallel = parallel;
        this.call = call;
        this.close = close;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void round(int operations) {
        long[] nanos = new long[operations];
        AtomicInteger over = new AtomicInteger();
        Contestant.all(
                operations,
                Flux.range(0, operations)
                        .flatMap(
                                number -> {
                                    long start = System.nanoTime();
                                    return call.apply(number)
                                            .doOnSuccess(
                                                    value -> nanos[over.getAndIncrement()] = System.nanoTime() - start);
                                },
                                parallel));
        Arrays.sort(nanos);
        median = nanos[operations / 2];
    }

    @Override
    public double medianNanos() {
        return median;
    }

    @Override
    public void close() {
        close.run();
    }
}
