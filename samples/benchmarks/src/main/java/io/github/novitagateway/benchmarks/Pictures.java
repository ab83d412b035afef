package io.github.novitagateway.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files that look like PNG by their first bytes, of one size, in a directory of their own. */
final class Pictures implements AutoCloseable {

    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final int FILES = 8;

    private final Path directory;
    private final List<Path> files;

    private Pictures(Path directory, List<Path> files) {
        this.directory = directory;
        this.files = files;
    }

    static Pictures create(int bytes) {
        try {
            Path directory = Files.createTempDirectory("pictures");
            byte[] content = new byte[bytes];
            new Random(bytes).nextBytes(content);
            System.arraycopy(PNG, 0, content, 0, PNG.length);
            List<Path> files = IntStream.range(0, FILES)
                    .mapToObj(number -> directory.resolve(number + ".png"))
                    .toList();
            for (Path file : files) {
                Files.write(file, content);
            }
            return new Pictures(directory, files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** So many, the same ones again and again. */
    Stream<Path> stream(int count) {
        return IntStream.range(0, count).mapToObj(number -> files.get(number % FILES));
    }

    @Override
    public void close() {
        try {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}
