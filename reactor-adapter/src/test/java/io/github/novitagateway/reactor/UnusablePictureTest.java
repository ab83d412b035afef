package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** A picture that cannot be used is found, and named, before anything is sent for it. */
class UnusablePictureTest extends StorageTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.png"), "this is text, whatever its name says");

        assertRefused(ImageSource.file(text), "notes.png", "neither PNG, JPEG nor WEBP");
        assertRefused(
                ImageSource.bytes("memo", "text".getBytes(StandardCharsets.UTF_8)),
                "memo",
                "neither PNG, JPEG nor WEBP");
    }

    @Test
    void refusesAnEmptyPicture() throws IOException {
        assertRefused(ImageSource.file(Files.createFile(directory.resolve("empty.png"))), "empty.png", "");
        assertRefused(ImageSource.bytes("nothing", new byte[0]), "nothing", "");
    }

    @Test
    void refusesAFileThatDoesNotExist() {
        assertRefused(ImageSource.file(directory.resolve("gone.png")), "gone.png", "does not exist");
    }

    @Test
    void refusesADirectory() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder.png"));

        assertRefused(ImageSource.file(folder), "folder.png", "cannot be read");
    }

    @Test
    void refusesAPictureAboveTheBound() throws IOException {
        novita.close();
        novita = gateway(config().maxImageBytes(1000).build());
        Path file = Files.write(directory.resolve("large.png"), Pictures.png(1001));

        assertRefused(ImageSource.file(file), "large.png", "maxImageBytes, 1000 bytes, but has 1001");
        assertRefused(
                ImageSource.bytes("large", Pictures.png(1001)), "large", "maxImageBytes, 1000 bytes, but has 1001");
    }

    @Test
    void takesAPictureThatJustFitsTheBound() {
        novita.close();
        novita = gateway(config().maxImageBytes(1000).build());
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        assertThat(value(novita.assets().upload(ImageSource.bytes("fits", Pictures.png(1000)))))
                .isNotNull();
    }

    private void assertRefused(ImageSource source, String name, String problem) {
        StepVerifier.create(novita.assets().upload(source))
                .expectErrorSatisfies(failure -> assertNames(failure, name, problem))
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
    }

    private static void assertNames(Throwable failure, String name, String problem) {
        assertThat(failure).isInstanceOfSatisfying(InvalidImageException.class, invalid -> {
            assertThat(invalid.image()).isEqualTo(name);
            assertThat(invalid).hasMessageContaining(name).hasMessageContaining(problem);
            assertThat(invalid.isTransient()).isFalse();
        });
    }
}
