package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.UploadException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class UploadAllTest extends HeldUploads {

    private static Flux<ImageSource> pictures(int count) {
        return Flux.range(0, count).map(Pictures::numbered);
    }

    @Test
    void sendsSixPicturesAtOnceByDefault() throws InterruptedException {
        assertBound(novita.assets().uploadAll(pictures(20)), 20, 6);
    }

    @Test
    void sendsAsManyAtOnceAsConfigured() throws InterruptedException {
        novita.close();
        novita = gateway(config().uploadConcurrency(3).build());

        assertBound(novita.assets().uploadAll(pictures(9)), 9, 3);
    }

    @Test
    void sendsAsManyAtOnceAsAskedFor() throws InterruptedException {
        assertBound(novita.assets().uploadAll(pictures(5), 1), 5, 1);
    }

    /** All that are allowed arrive while none is answered; never is there a slot without a place for its PUT. */
    private void assertBound(Flux<UploadedImage> uploads, int count, int bound) throws InterruptedException {
        var all = uploads.collectList().toFuture();
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < bound; i++) {
            held.add(traffic.arrival());
        }
        assertThat(traffic.slots()).isEqualTo(bound);
        for (int arrived = bound; arrived < count; arrived++) {
            traffic.letGo(held.remove(0));
            held.add(traffic.arrival());
        }
        held.forEach(traffic::letGo);

        assertThat(all).succeedsWithin(LONG);
        assertThat(traffic.seen()).hasSize(count);
        assertThat(traffic.mostPuts).hasValue(bound);
        assertThat(traffic.mostOpenSlots).hasValue(bound);
    }

    @Test
    void emitsEachPictureWhenItIsStoredWithItsPlaceInWhatWasGiven() throws InterruptedException {
        List<ImageSource> sources =
                IntStream.range(0, 3).mapToObj(Pictures::numbered).toList();
        var verifier = StepVerifier.create(novita.assets().uploadAll(Flux.fromIterable(sources)))
                .assertNext(image -> assertIsPicture(image, 2, sources))
                .then(() -> traffic.letGo(0))
                .assertNext(image -> assertIsPicture(image, 0, sources))
                .then(() -> traffic.letGo(1))
                .assertNext(image -> assertIsPicture(image, 1, sources))
                .expectComplete()
                .verifyLater();
        for (int i = 0; i < 3; i++) {
            traffic.arrival();
        }
        traffic.letGo(2);

        verifier.verify(LONG);
    }

    private static void assertIsPicture(UploadedImage image, int index, List<ImageSource> sources) {
        assertThat(image.index()).isEqualTo(index);
        assertThat(image.source()).isSameAs(sources.get(index));
    }

    @Test
    void startsNoMoreAfterAFailureButEmitsWhatIsUnderWay() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        traffic.answer(1, "s3-put.error.signature-mismatch.http.json");
        var verifier = StepVerifier.create(
                        novita.assets().uploadAll(pictures(10).doOnCancel(stopped::countDown), 2))
                .assertNext(image -> assertThat(image.index()).isZero())
                .expectErrorSatisfies(failure -> assertIsRefused(failure, "picture-1.png"))
                .verifyLater();
        traffic.arrival();
        traffic.arrival();

        traffic.letGo(1);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        traffic.letGo(0);

        verifier.verify(LONG);
        assertThat(traffic.seen()).containsExactlyInAnyOrder(0, 1);
        assertThat(traffic.slots()).isEqualTo(2);
    }

    @Test
    void endsInTheFirstFailureWithTheLaterOnesSuppressed() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        traffic.answer(0, "s3-put.error.no-such-bucket.http.json");
        traffic.answer(1, "s3-put.error.signature-mismatch.http.json");
        var verifier = StepVerifier.create(
                        novita.assets().uploadAll(pictures(10).doOnCancel(stopped::countDown), 2))
                .expectErrorSatisfies(failure -> {
                    assertIsRefused(failure, "picture-1.png");
                    assertThat(failure.getSuppressed())
                            .filteredOn(UploadException.class::isInstance)
                            .singleElement()
                            .satisfies(later -> assertIsRefused(later, "picture-0.png"));
                })
                .verifyLater();
        traffic.arrival();
        traffic.arrival();

        traffic.letGo(1);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        traffic.letGo(0);

        verifier.verify(LONG);
    }

    private static void assertIsRefused(Throwable failure, String image) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        UploadException.class,
                        refused -> assertThat(refused.image()).isEqualTo(image));
    }

    @Test
    void anUnusablePictureStopsTheRestToo() {
        Flux<ImageSource> sources =
                Flux.concat(Flux.just(ImageSource.bytes("memo", new byte[20])), pictures(5), Flux.never());

        StepVerifier.create(novita.assets().uploadAll(sources, 1))
                .expectErrorSatisfies(failure -> assertThat(failure).isInstanceOf(InvalidImageException.class))
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aSourceThatFailsLosesNothingOfWhatIsUnderWay() throws InterruptedException {
        IllegalStateException torn = new IllegalStateException("the folder is gone");
        TestPublisher<ImageSource> source = TestPublisher.create();
        var verifier = StepVerifier.create(novita.assets().uploadAll(source))
                .expectNextCount(2)
                .expectErrorMatches(failure -> failure == torn)
                .verifyLater();
        source.next(Pictures.numbered(0), Pictures.numbered(1));
        traffic.arrival();
        traffic.arrival();

        source.error(torn);
        traffic.letGo(0);
        traffic.letGo(1);

        verifier.verify(LONG);
    }

    @Test
    void cancellingStopsTheSourceAndAsksForNoFurtherSlot() throws InterruptedException {
        TestPublisher<ImageSource> source = TestPublisher.create();
        var running = novita.assets().uploadAll(source, 2).subscribe();
        source.next(Pictures.numbered(0), Pictures.numbered(1));
        traffic.arrival();
        traffic.arrival();

        running.dispose();

        source.assertCancelled();
        traffic.letGo(0);
        traffic.letGo(1);
        assertThat(traffic.slots()).isEqualTo(2);
    }

    @Test
    void asksTheSourceForOneMoreThanGoesUpAndIsTaken() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 20).forEach(traffic::letGo);
        Flux<ImageSource> sources = pictures(20).doOnRequest(more -> asked.addAndGet((int) more));

        StepVerifier.create(
                        novita.assets().uploadAll(sources, 4).doOnNext(image -> {
                            assertThat(asked.get()).isLessThanOrEqualTo(5 + taken.getAndIncrement());
                        }),
                        0)
                .expectSubscription()
                .thenRequest(3)
                .expectNextCount(3)
                .thenRequest(5)
                .expectNextCount(5)
                .thenCancel()
                .verify(LONG);
        assertThat(asked.get()).isLessThanOrEqualTo(5 + 8);
    }

    @Test
    void anEmptySourceCompletesWithoutARequest() {
        StepVerifier.create(novita.assets().uploadAll(Flux.empty()))
                .expectComplete()
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void refusesAConcurrencyThatTheConnectionsToStorageCannotServe(int concurrency) {
        assertThatThrownBy(() -> novita.assets().uploadAll(Flux.empty(), concurrency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrency must be 1..64 but was " + concurrency);
    }
}
