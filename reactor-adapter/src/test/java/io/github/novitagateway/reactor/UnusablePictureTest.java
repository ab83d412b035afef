package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
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

    @Test
    void failsWithoutRepeatingWhenTheFileShrinksOnTheWay() throws IOException {
        Path file = Files.write(directory.resolve("shrinking.png"), Pictures.png(200_000));
        server.setDispatcher(changing(() -> truncate(file, 50_000)));

        StepVerifier.create(novita.assets().upload(ImageSource.file(file)))
                .expectErrorSatisfies(failure -> assertNames(failure, "shrinking.png", "shorter than 200000 bytes"))
                .verify(LONG);
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void sendsTheLengthItLookedAtWhenTheFileGrowsOnTheWay() throws Exception {
        byte[] content = Pictures.png(20_000);
        Path file = Files.write(directory.resolve("growing.png"), content);
        server.setDispatcher(changing(() -> append(file, new byte[5_000])));

        value(novita.assets().upload(ImageSource.file(file)));

        request();
        assertThat(bytes(request())).isEqualTo(content);
    }

    /** Changes the file between the look at it and the reading of it: when the slot is asked for. */
    private Dispatcher changing(Runnable change) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().equals(SLOTS)) {
                    change.run();
                    return slot("upload-url.string-id.response.json");
                }
                return Golden.answer("s3-put.ok.http.json");
            }
        };
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

    private static void truncate(Path file, int length) {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void append(Path file, byte[] more) {
        try {
            Files.write(file, more, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
