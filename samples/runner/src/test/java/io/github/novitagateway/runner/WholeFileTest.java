package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "new".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void replacesTheOldContentAndLeavesNothingElse() throws IOException {
        Path file = Files.write(folder.resolve("a.html"), OLD);

        WholeFile.write(file, NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void leavesNothingWhenTheFileCannotBeReplaced() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("a.html"));
        Path inside = Files.write(taken.resolve("b"), OLD);

        assertThatIOException().isThrownBy(() -> WholeFile.write(taken, NEW));

        assertThat(inside).hasBinaryContent(OLD);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(taken));
    }

    @Test
    void keepsTheOldContentWhenTheNewOneCannotBeWritten() throws IOException {
        Path file = Files.write(folder.resolve("a.html"), OLD);
        Files.createDirectory(folder.resolve(".a.html.part"));

        assertThatIOException().isThrownBy(() -> WholeFile.write(file, NEW));

        assertThat(file).hasBinaryContent(OLD);
    }
}
