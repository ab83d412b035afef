package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A file is open from the look on, or in memory if it is small, until it was read or is not going to be. */
class LookedAtFileTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicReference<@Nullable ImageFile> open = new AtomicReference<>();

    @TempDir
    Path directory = Path.of("");

    private ImageSource picture = ImageSource.bytes("none", new byte[1]);

    @BeforeEach
    void aPicture() throws IOException {
        picture = ImageSource.file(
                Files.write(directory.resolve("hill.png"), Pictures.png(ImageFile.BEGINNING_BYTES + 1)));
    }

    private void aSmallPicture() throws IOException {
        picture = ImageSource.file(Files.write(directory.resolve("hut.png"), Pictures.png(ImageFile.BEGINNING_BYTES)));
    }

    @Test
    void isClosedWhenNothingReadsItBeforeAFailure() {
        StepVerifier.create(looked(image -> Mono.error(new IllegalStateException("no slot"))))
                .expectErrorMessage("no slot")
                .verify(LONG);

        assertGetsClosed();
    }

    @Test
    void isClosedWhenNothingReadsItBeforeTheCancellation() {
        StepVerifier.create(looked(image -> Mono.never()))
                .then(() -> TrainingRunService.await(() -> open.get() != null))
                .thenCancel()
                .verify(LONG);

        assertGetsClosed();
    }

    @Test
    void isClosedWhenItWasRead() {
        StepVerifier.create(looked(image -> image.sha256().map(hash -> {
                    assertThat(image.looked()).as("left for the next").hasNullValue();
                    return hash;
                })))
                .expectNextCount(1)
                .expectComplete()
                .verify(LONG);

        assertGetsClosed();
    }

    @Test
    void isOpenedAgainForTheNextWhoReadsIt() {
        StepVerifier.create(looked(image -> image.sha256().zipWith(Mono.defer(image::sha256))))
                .expectNextMatches(hashes -> hashes.getT1().equals(hashes.getT2()))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void isClosedAtOnceIfItIsSmall() throws IOException {
        aSmallPicture();

        StepVerifier.create(looked(image -> Mono.just(isClosed() && !file().isReadToItsEnd())))
                .expectNext(true)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void isInMemoryNoLongerThanTheUploadLasts() throws IOException {
        aSmallPicture();

        StepVerifier.create(looked(image -> Mono.error(new IllegalStateException("no slot"))))
                .expectErrorMessage("no slot")
                .verify(LONG);

        TrainingRunService.await(() -> file().isReadToItsEnd());
    }

    private ImageFile file() {
        return Objects.requireNonNull(open.get(), "nothing was looked at");
    }

    private <T> Mono<T> looked(Function<ImageBody, Mono<T>> use) {
        return ImageBody.use(picture, ImageFile.BEGINNING_BYTES + 1, image -> {
            open.set(image.looked().get());
            return use.apply(image);
        });
    }

    private void assertGetsClosed() {
        TrainingRunService.await(this::isClosed);
    }

    private boolean isClosed() {
        return !file().isOpen();
    }
}
