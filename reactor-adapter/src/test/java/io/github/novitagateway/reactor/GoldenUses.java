package io.github.novitagateway.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which golden bodies the tests have used: an empty file for each, so that it is known when all tests are over. */
record GoldenUses(Path marks) {

    void mark(String file) {
        try {
            Files.createDirectories(marks);
            Files.write(marks.resolve(file), new byte[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the index lists and no test has used. */
    Set<String> missing(JsonNode index) {
        Set<String> missing = new TreeSet<>(listed(index));
        missing.removeAll(filesIn(marks));
        return missing;
    }

    static Set<String> listed(JsonNode index) {
        return index.get("files")
                .valueStream()
                .map(entry -> entry.get("file").stringValue())
                .collect(Collectors.toSet());
    }

    static Set<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
