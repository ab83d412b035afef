package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory for buffers is used up. As an error that would never reach who waits: Reactor throws errors on. */
class NoMemoryTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void aPictureThatCannotBeReadForItWasNotSentWhichPasses() throws IOException {
        Path file = Files.write(directory.resolve("hill.png"), Pictures.png(100));
        FaultyDisk full = new FaultyDisk() {
            @Override
            void before(Step step, Path path) {
                if (step == Step.READ) {
                    throw new OutOfMemoryError("Cannot reserve direct buffer memory");
                }
            }
        };
        FileChannel content = full.open(file, Set.of(StandardOpenOption.READ));
        ImageSource.File source = (ImageSource.File) ImageSource.file(file);

        try (ImageFile picture = new ImageFile(source, ImageFile.State.of(file), content)) {
            assertThatThrownBy(picture::readBeginning)
                    .isInstanceOf(NotSentException.class)
                    .hasMessage("no memory to read hill.png into")
                    .hasCauseInstanceOf(OutOfMemoryError.class)
                    .extracting(failure -> ((NotSentException) failure).isTransient())
                    .isEqualTo(true);
        }
    }
}
