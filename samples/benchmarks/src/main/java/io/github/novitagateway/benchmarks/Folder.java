package io.github.novitagateway.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A folder for what is fetched, which is counted and removed after each round: the same work for all. */
final class Folder implements AutoCloseable {

    private final Path path;
    private final AtomicLong bytes = new AtomicLong();

    private Folder(Path path) {
        this.path = path;
    }

    static Folder create() {
        try {
            return new Folder(Files.createTempDirectory("drawings"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path path() {
        return path;
    }

    /** The bytes of all files that were removed from it. */
    long bytes() {
        return bytes.get();
    }

    void empty() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                bytes.addAndGet(Files.size(file));
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        empty();
        try {
            Files.delete(path);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}
