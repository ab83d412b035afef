package io.github.novitagateway.benchmarks;

/** One way to do the work of a table. What it opens, it keeps over its rounds. */
interface Contestant extends AutoCloseable {

    /** The name in the table. */
    String name();

    /** Does the operation so many times, and returns when the last has succeeded; fails when one fails. */
    void round(int operations);

    @Override
    void close();
}
