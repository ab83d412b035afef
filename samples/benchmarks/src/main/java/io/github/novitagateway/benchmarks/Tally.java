package io.github.novitagateway.benchmarks;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What the server has seen. */
final class Tally {

    private final LongAdder requests = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder putBytes = new LongAdder();

    void request() {
        requests.increment();
    }

    void put(long bytes) {
        puts.increment();
        putBytes.add(bytes);
    }

    String text() {
        return String.format(Locale.ROOT, "%d %d %d", requests.sum(), puts.sum(), putBytes.sum());
    }

    /**
     * All so far.
     *
     * @param requests of every kind, but for the question for this
     * @param puts complete ones
     * @param putBytes in the bodies of these
     */
    record Count(long requests, long puts, long putBytes) {

        static Count parse(String text) {
            String[] numbers = text.split(" ", -1);
            return new Count(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }
    }
}
