package io.github.novitagateway.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files that look like PNG by their first bytes, of one size, in a directory of their own. */
record Pictures(File directory, int bytes) implements Serializable, AutoCloseable {

    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final int FILES = 8;

    static Pictures create(int bytes) {
        try {
            Path directory = Files.createTempDirectory("pictures");
            byte[] content = new byte[bytes];
            new Random(bytes).nextBytes(content);
            System.arraycopy(PNG, 0, content, 0, PNG.length);
            Pictures pictures = new Pictures(directory.toFile(), bytes);
            for (Path file : pictures.files()) {
                Files.write(file, content);
            }
            return pictures;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Path> files() {
        return IntStream.range(0, FILES)
                .mapToObj(number -> directory.toPath().resolve(number + ".png"))
                .toList();
    }

    /** So many, the same ones again and again. */
    Stream<Path> stream(int count) {
        List<Path> files = files();
        return IntStream.range(0, count).mapToObj(number -> files.get(number % FILES));
    }

    @Override
    public String toString() {
        return bytes < 1_000_000 ? bytes / 1000 + " KB" : bytes / 1_000_000 + " MB";
    }

    @Override
    public void close() {
        try {
            for (Path file : files()) {
                Files.delete(file);
            }
            Files.delete(directory.toPath());
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}
