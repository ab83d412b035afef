package io.github.novitagateway.benchmarks;

import reactor.core.publisher.Flux;

/** One way to watch tasks. */
interface Watching extends AutoCloseable {

    /** The name in the table. */
    String name();

    /** Whatever the service says of the task, again and again. */
    Flux<?> watch(String task);

    @Override
    void close();
}
