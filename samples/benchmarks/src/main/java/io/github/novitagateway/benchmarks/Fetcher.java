package io.github.novitagateway.benchmarks;

import java.nio.file.Path;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Fetches the same drawing again and again, each time to a file of its own. */
final class Fetcher implements Contestant {

    private final Folder folder = Folder.create();
    private final Caller caller;

    /** @param fetch gets the folder and a number for the name */
    Fetcher(String name, int parallel, BiFunction<Path, Integer, Mono<?>> fetch, Runnable close) {
        this.caller = new Caller(name, parallel, number -> fetch.apply(folder.path(), number), close);
    }

    /** The bytes that have come to disk. */
    long bytes() {
        return folder.bytes();
    }

    @Override
    public String name() {
        return caller.name();
    }

    @Override
    public void round(int operations) {
        caller.round(operations);
        folder.empty();
    }

    @Override
    public double medianNanos() {
        return caller.medianNanos();
    }

    @Override
    public void close() {
        caller.close();
        folder.close();
    }
}
