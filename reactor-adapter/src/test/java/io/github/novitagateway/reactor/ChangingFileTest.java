package io.github.novitagateway.reactor;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

/** A file that changes on the way is stored as it was at the look, if it is small, or not at all: never a mixture. */
class ChangingFileTest extends StorageTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final int LENGTH = 1_000_000;

    @TempDir
    Path directory = Path.of("");

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stored = new AtomicInteger();
    private volatile Runnable whenASlotIsGiven = () -> {};

    private enum Change {
        SHRINKS("became shorter than 1000000 bytes while it was read") {
            @Override
            void apply(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(50_000);
                }
            }
        },
        GROWS("grew beyond 1000000 bytes while it was read") {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[5_000], StandardOpenOption.APPEND);
            }
        },
        IS_WRITTEN_OVER("was changed or replaced while it was read") {
            @Override
            void apply(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.position(LENGTH - 1).write(ByteBuffer.allocate(1));
                }
            }
        },
        IS_REPLACED("was changed or replaced while it was read") {
            @Override
            void apply(Path file) throws IOException {
                Path other = Files.write(file.resolveSibling("other"), Pictures.jpeg(LENGTH));
                Files.move(Files.setLastModifiedTime(other, LONG_AGO), file, ATOMIC_MOVE);
            }
        },
        DISAPPEARS("disappeared while it was read") {
            @Override
            void apply(Path file) throws IOException {
                Files.delete(file);
            }
        };

        final String told;

        Change(String told) {
            this.told = told;
        }

        abstract void apply(Path file) throws IOException;

        void to(Path file) {
            try {
                apply(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @BeforeEach
    void countWhatIsStored() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().equals(SLOTS)) {
                    whenASlotIsGiven.run();
                    return slot("upload-url.string-id.response.json");
                }
                String other = answers.poll();
                if (other != null) {
                    return Golden.answer(other);
                }
                stored.incrementAndGet();
                return Golden.answer("s3-put.ok.http.json");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatChangesWhileItIsReadIsNeverStored(Change change) throws IOException {
        Path file = picture("hill.png");
        whenASlotIsGiven = () -> change.to(file);

        StepVerifier.create(novita.assets().upload(ImageSource.file(file)))
                .expectErrorSatisfies(failure -> assertTells(failure, change.told))
                .verify(LONG);
        assertThat(requestsInAll()).as("slots, and PUTs that broke off").isLessThanOrEqualTo(2);
        assertThat(stored).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallFileIsStoredAsItWasAtTheLook(Change change) throws Exception {
        byte[] looked = Pictures.png(ImageFile.BEGINNING_BYTES);
        Path file = Files.write(directory.resolve("hill.png"), looked);
        whenASlotIsGiven = () -> change.to(file);

        value(novita.assets().upload(ImageSource.file(file)));

        request();
        assertThat(bytes(request())).isEqualTo(looked);
    }

    @Test
    void aSmallFileThatChangedBeforeARepeatIsNotStored() throws IOException {
        Path file = Files.write(directory.resolve("hill.png"), Pictures.png(100));
        AtomicInteger slots = new AtomicInteger();
        answers.add("s3-put.error.expired.http.json");
        whenASlotIsGiven = () -> {
            if (slots.incrementAndGet() == 2) {
                Change.GROWS.to(file);
            }
        };

        assertFails(file, "grew beyond 100 bytes while it was read");
    }

    @Test
    void aFileThatChangedBeforeItWasReadIsNotStored() throws IOException {
        Path file = picture("hill.png");
        whenASlotIsGiven = () -> Change.GROWS.to(file);

        assertFails(file, "grew beyond 1000000 bytes while it was read");
    }

    @Test
    void aFileThatIsGoneBeforeItIsReadIsNotStored() throws IOException {
        Path file = picture("hill.png");
        whenASlotIsGiven = () -> Change.DISAPPEARS.to(file);

        assertFails(file, "disappeared while it was read");
    }

    @Test
    void aFileThatIsGoneBeforeARepeatIsNotStored() throws IOException {
        Path file = picture("hill.png");
        AtomicInteger slots = new AtomicInteger();
        answers.add("s3-put.error.expired.http.json");
        whenASlotIsGiven = () -> {
            if (slots.incrementAndGet() == 2) {
                Change.DISAPPEARS.to(file);
            }
        };

        assertFails(file, "does not exist");
    }

    @Test
    void aFileThatChangedBeforeARepeatIsNotStored() throws IOException {
        Path file = picture("hill.png");
        AtomicInteger slots = new AtomicInteger();
        answers.add("s3-put.error.expired.http.json");
        whenASlotIsGiven = () -> {
            if (slots.incrementAndGet() == 2) {
                Change.IS_WRITTEN_OVER.to(file);
            }
        };

        assertFails(file, "was changed or replaced while it was read");
    }

    @Test
    void aFileThatIsOnlyReadByOthersIsStored() throws IOException {
        Path file = picture("hill.png");
        whenASlotIsGiven = () -> assertThat(file).hasSize(LENGTH);

        value(novita.assets().upload(ImageSource.file(file)));

        assertThat(stored).hasValue(1);
    }

    private Path picture(String name) throws IOException {
        Path file = Files.write(directory.resolve(name), Pictures.png(LENGTH));
        return Files.setLastModifiedTime(file, LONG_AGO);
    }

    private void assertFails(Path file, String told) {
        StepVerifier.create(novita.assets().upload(ImageSource.file(file)))
                .expectErrorSatisfies(failure -> assertTells(failure, told))
                .verify(LONG);
        requestsInAll();
        assertThat(stored).hasValue(0);
    }

    private static void assertTells(Throwable failure, String told) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        InvalidImageException.class,
                        invalid -> assertThat(invalid.image()).isEqualTo("hill.png"))
                .hasMessage("hill.png: " + told);
    }
}
