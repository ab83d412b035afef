package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.TrainingRunService.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.reactor.Assets.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** While pictures go up, the next one is looked at. */
class NextPictureTest extends HeldUploads {

    private static final int MORE_THAN_A_LOOK = ImageFile.BEGINNING_BYTES + 1;

    @TempDir
    Path folder = Path.of("");

    @Test
    void isLookedAtWhileOneGoesUp() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Sinks.Empty<Void> oneGoesUp = Sinks.empty();
        Mono<ImageSource> memo =
                Mono.just(ImageSource.bytes("memo", new byte[20])).delaySubscription(oneGoesUp.asMono());
        Flux<ImageSource> sources = Flux.concat(Flux.just(Pictures.numbered(0)), memo, Flux.<ImageSource>never());
        var verifier = StepVerifier.create(novita.assets().uploadAll(sources.doOnCancel(stopped::countDown), 1))
                .assertNext(image -> assertThat(image.index()).isZero())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidImageException.class)
                        .hasMessageContaining("memo"))
                .verifyLater();
        traffic.arrival();
        oneGoesUp.tryEmitEmpty().orThrow();

        assertThat(stopped.await(10, TimeUnit.SECONDS))
                .as("the unusable picture was seen")
                .isTrue();
        traffic.letGo(0);

        verifier.verify(LONG);
    }

    @Test
    void staysWhereItIsWhenOneBeforeItIsRefused() throws InterruptedException {
        traffic.answer(0, "s3-put.error.signature-mismatch.http.json");
        novita.close();
        novita = gateway(config().uploadConcurrency(1).build());
        Flux<Place> places = Flux.range(0, 3).map(number -> new Place(number, Pictures.numbered(number)));
        var verifier = StepVerifier.create(novita.assets().uploadAllWithProgress(places, new HashSet<>()))
                .thenConsumeWhile(event -> true)
                .expectError(UploadException.class)
                .verifyLater();
        traffic.arrival();

        traffic.letGo(0);

        verifier.verify(LONG);
        assertThat(traffic.slots()).isEqualTo(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isClosedWhenTheUploadsAreCancelled() throws Exception {
        Path next = Files.write(folder.resolve("next.png"), Pictures.png(MORE_THAN_A_LOOK));
        var running = novita.assets()
                .uploadAll(Flux.just(Pictures.numbered(0), ImageSource.file(next)), 1)
                .subscribe();
        traffic.arrival();
        await(() -> isOpen(next));

        running.dispose();

        await(() -> !isOpen(next));
        traffic.letGo(0);
        assertThat(traffic.slots()).isEqualTo(1);
    }

    private static boolean isOpen(Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(file, descriptor));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean leadsTo(Path file, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
