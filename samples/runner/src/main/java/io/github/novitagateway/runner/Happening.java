package io.github.novitagateway.runner;

/** Something that a report is told when it happens. */
@FunctionalInterface
interface Happening {
    void tellTo(Report report);
}
