package io.github.novitagateway.benchmarks;

/** Whoever takes part in a contest, wherever it runs. */
interface Racer {

    /** The name in the table. */
    String name();

    /** Does the operation so many times, and tells what that took; fails when one fails. */
    Round round(int operations);
}
