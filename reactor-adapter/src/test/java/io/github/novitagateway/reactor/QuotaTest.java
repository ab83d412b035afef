package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What takes permits on the wire, and what a journal sees of the waiting. */
class QuotaTest extends StorageTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RecordingJournal journal = new RecordingJournal();
    private final RecordedObservations observations = new RecordedObservations();
    private LocalQuota quota = LocalQuota.of(QuotaLimits.documented());

    private void use(QuotaLimits limits) {
        novita.close();
        quota = LocalQuota.of(limits);
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .journal(journal)
                .quota(quota)
                .observations(observations.registry)
                .build();
    }

    private void use(Pool pool, int permits) {
        use(QuotaLimits.builder().rate(pool, Rate.of(permits, HOUR)).build());
    }

    private Mono<TaskId> draw(int images) {
        return novita.images()
                .submit(TextToImageRequest.builder("model", "a lighthouse")
                        .imageNum(images)
                        .build());
    }

    private boolean isLeft(Pool pool, int permits) {
        return value(quota.take(pool, permits)).isZero();
    }

    @Test
    void imagesAreCountedAndNotRequests() {
        use(Pool.TEXT_TO_IMAGE, 8);
        answer("txt2img.bare.response.json");

        value(draw(6));

        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 3)).isFalse();
        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 2)).isTrue();
        assertThat(isLeft(Pool.IMAGE_TO_IMAGE, 9)).isTrue();
    }

    @Test
    void nothingIsSentOrNotedBeforeThereArePermits() {
        use(Pool.TEXT_TO_IMAGE, 8);
        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 8)).isTrue();

        StepVerifier.create(draw(1))
                .thenAwait(Duration.ofMillis(200))
                .thenCancel()
                .verify(LONG);

        assertThat(server.getRequestCount()).isZero();
        assertThat(journal.entries()).isEmpty();
        assertThat(observations.named("novita.quota"))
                .singleElement()
                .satisfies(wait -> assertThat(wait.keys())
                        .containsEntry("operation", "text_to_image")
                        .containsEntry("outcome", "cancelled"))
                .satisfies(wait -> assertThat(wait.ids()).containsEntry("novita.quota.position", "0"));
    }

    @Test
    void aClosedGatewayLetsNobodyWait() {
        use(Pool.TEXT_TO_IMAGE, 8);
        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 8)).isTrue();

        StepVerifier.create(draw(1))
                .thenAwait(Duration.ofMillis(100))
                .then(() -> novita.close())
                .expectError(GatewayClosedException.class)
                .verify(LONG);
    }

    @Test
    void a429LeavesNoPermitsForAWhile() {
        use(Pool.TEXT_TO_IMAGE, 8);
        novita = novita.with(config -> config.retry(RetryPolicy.none()));
        answer(new MockResponse.Builder().code(429).build());

        assertThatThrownBy(() -> value(draw(1))).isNotNull();

        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 1)).isFalse();
    }

    @Test
    void aSlotIsTakenForEachPicture() {
        use(Pool.UPLOAD_SLOT, 2);
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().build());

        value(novita.assets().upload(Pictures.numbered(1)));

        assertThat(isLeft(Pool.UPLOAD_SLOT, 2)).isFalse();
        assertThat(isLeft(Pool.UPLOAD_SLOT, 1)).isTrue();
    }

    @Test
    void pollingTakesNothing() {
        use(Pool.TRAINING, 1);
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TaskId.style("11111111-2222-4333-8444-000000000001")));

        assertThat(isLeft(Pool.TRAINING, 1)).isTrue();
    }

    @Test
    void whatCouldNotBeSentHasItsPermitsBack() {
        use(Pool.TEXT_TO_IMAGE, 8);
        server.close();

        assertThatThrownBy(() -> value(draw(8))).isNotNull();

        assertThat(isLeft(Pool.TEXT_TO_IMAGE, 8)).isTrue();
    }
}
