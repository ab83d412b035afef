package io.github.novitagateway.benchmarks;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** One way to do the work of a table. What it opens, it keeps over its rounds. */
interface Contestant extends AutoCloseable {

    /** The name in the table. */
    String name();

    /** Does the operation so many times, and returns when the last has succeeded; fails when one fails. */
    void round(int operations);

    /** The median time of an operation in the round before; not a number where that is not of interest. */
    default double medianNanos() {
        return Double.NaN;
    }

    @Override
    void close();

    /** Makes a contestant in the process that it runs in. */
    interface Entry extends Serializable {
        Contestant open();
    }

    /** Waits for so many results; fails for fewer. */
    static void all(int operations, Flux<?> results) {
        long count = Objects.requireNonNull(results.count().block(Duration.ofMinutes(2)));
        if (count != operations) {
            throw new IllegalStateException(count + " of " + operations + " operations succeeded");
        }
    }
}
