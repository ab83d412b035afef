package io.github.novitagateway.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The pictures and captions that come with the program. */
final class SamplePictures {
    private static final String RESOURCES = "/pictures";

    private SamplePictures() {}

    /** Copies them into a folder. Blocks. */
    static void extractTo(Path folder) {
        try {
            Files.createDirectories(folder);
            URI source = Objects.requireNonNull(SamplePictures.class.getResource(RESOURCES), RESOURCES)
                    .toURI();
            if ("jar".equals(source.getScheme())) {
                try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
                    copy(jar.getPath(RESOURCES), folder);
                }
            } else {
                copy(Path.of(source), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            List<Path> files = entries.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
