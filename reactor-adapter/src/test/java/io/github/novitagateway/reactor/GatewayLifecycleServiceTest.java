package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** What closing does to operations over real connections. */
class GatewayLifecycleServiceTest extends ServiceTest {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final TaskId TRAINING = TaskId.style("t");
    private static final TaskId DRAWING = TaskId.image("d");
    private static final ImageSource PICTURE =
            ImageSource.bytes("hill.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0});
    private static final GeneratedImage IMAGE =
            new GeneratedImage(DRAWING, 0, "http://localhost:1/a.png", null, null, null);

    private static final Model MODEL =
            ModelDownloadTest.model("m.safetensors", "m", "http://localhost:1/m.safetensors");

    @TempDir
    static Path downloads;

    /** Every operation; each would ask the service, storage or the result's host. */
    private static final Map<String, Function<NovitaGateway, Publisher<?>>> OPERATIONS = Map.ofEntries(
            Map.entry("upload", novita -> novita.assets().upload(PICTURE)),
            Map.entry("uploadAll", novita -> novita.assets().uploadAll(Flux.never())),
            Map.entry("training submit", novita -> novita.trainings().submit(hills())),
            Map.entry("training status", novita -> novita.trainings().status(TRAINING)),
            Map.entry("training watch", novita -> novita.trainings().watch(TRAINING)),
            Map.entry("training result", novita -> novita.trainings().result(TRAINING)),
            Map.entry("subject status", novita -> novita.trainings().status(TaskId.subject("s"))),
            Map.entry("list", novita -> novita.trainings().list()),
            Map.entry("list of a kind", novita -> novita.trainings().list(TaskId.Kind.SUBJECT)),
            Map.entry("find", novita -> novita.trainings().find("ink-hills", Instant.EPOCH)),
            Map.entry(
                    "run",
                    novita -> novita.trainings()
                            .run(hills().withImages(List.of()), List.of(ImageToUpload.of(PICTURE, "a hill")))),
            Map.entry("drawing submit", novita -> novita.images().submit(drawing())),
            Map.entry("drawing from a picture", novita -> novita.images().submit(redrawing())),
            Map.entry("drawing status", novita -> novita.images().status(DRAWING)),
            Map.entry("drawing watch", novita -> novita.images().watch(DRAWING)),
            Map.entry("drawing result", novita -> novita.images().result(DRAWING)),
            Map.entry("generate", novita -> novita.images().generate(drawing())),
            Map.entry("download", novita -> novita.images().download(IMAGE, downloads)),
            Map.entry("bytes", novita -> novita.images().bytes(IMAGE)),
            Map.entry("models", novita -> novita.models().list(ModelFilter.all())),
            Map.entry("find model", novita -> novita.models().find(new TrainedModel("m.safetensors", "SERVING"))),
            Map.entry("model file", novita -> novita.models().download(MODEL, downloads)),
            Map.entry("loraName", novita -> novita.models().loraName(new TrainedModel("m.safetensors", "SERVING"))),
            Map.entry("balance", novita -> novita.account().balance()),
            Map.entry("check", NovitaGateway::check));

    private final VirtualClock clock = new VirtualClock();

    static Iterable<String> operations() {
        return OPERATIONS.keySet();
    }

    @BeforeEach
    void virtualTime() {
        novita.close();
        novita = NovitaGateway.builder(config().retry(RetryPolicy.defaults()).build())
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .build();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsSubscribedToLaterEndsWithoutARequest(String operation) throws InterruptedException {
        Publisher<?> prepared = operation(operation).apply(novita);
        novita.close();

        StepVerifier.create(prepared).expectError(GatewayClosedException.class).verify(LONG);

        assertNoFurtherRequest();
        assertThat(clock.waitingTimers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatRunsEndsAtOnce(String operation) {
        TestSubscriber<Object> caller = start(operation(operation).apply(novita));

        novita.close();

        caller.block(LONG);
        Throwable ending = caller.expectTerminalError();
        // a paid request may have been written by then
        assertThat(ending instanceof SubmitOutcomeUnknownException unknown ? unknown.getCause() : ending)
                .isInstanceOf(GatewayClosedException.class);
        awaitNoTimer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upload",
                "training submit",
                "training status",
                "list",
                "run",
                "drawing submit",
                "drawing status",
                "generate",
                "loraName"
            })
    void whatWaitsToBeRepeatedEndsAtOnce(String operation) {
        answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "60")
                .body("{}")
                .build());
        TestSubscriber<Object> caller = start(operation(operation).apply(novita));
        TrainingRunService.await(() -> clock.waitsFor(A_MINUTE));

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        awaitNoTimer();
    }

    @Test
    void closingTwiceAndClosingLaterStillCloses() {
        TestSubscriber<Object> caller = start(novita.trainings().status(TRAINING));

        novita.close();
        novita.close();

        StepVerifier.create(novita.closeLater()).expectComplete().verify(LONG);
        StepVerifier.create(novita.closeLater()).expectComplete().verify(LONG);
        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
    }

    @Test
    void closingLaterDoesNothingBeforeSubscriptionAndThenEndsWhatRuns() throws InterruptedException {
        TestSubscriber<Object> caller = start(novita.trainings().status(TRAINING));
        request();
        Mono<Void> closing = novita.closeLater();
        assertThat(caller.isTerminated()).isFalse();

        StepVerifier.create(closing).expectComplete().verify(LONG);

        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
    }

    @Test
    void closingOneGatewayLeavesAnotherOpen() {
        answer("training-style.get.training.response.json");
        try (NovitaGateway other = gateway(config().build())) {
            novita.close();

            assertThat(value(other.trainings().status(TRAINING))).isNotNull();
        }
    }

    /** What is about to set a timer while the gateway closes takes it back a moment later. */
    private void awaitNoTimer() {
        TrainingRunService.await(() -> clock.waitingTimers() == 0);
    }

    private static Function<NovitaGateway, Publisher<?>> operation(String name) {
        return java.util.Objects.requireNonNull(OPERATIONS.get(name), name);
    }

    private static TestSubscriber<Object> start(Publisher<?> operation) {
        TestSubscriber<Object> caller = TestSubscriber.create();
        Flux.from(operation).cast(Object.class).subscribe(caller);
        return caller;
    }

    private static StyleTrainingRequest hills() {
        return StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                .images(List.of(TrainingImage.of(AssetId.of("a"), "a hill")))
                .build();
    }

    private static ImageToImageRequest redrawing() {
        return ImageToImageRequest.builder(
                        "sd.safetensors", ImageSource.bytes("hill.png", DrawnPicture.png(64, 64)), "a lighthouse")
                .build();
    }

    private static TextToImageRequest drawing() {
        return TextToImageRequest.builder("sd.safetensors", "a lighthouse").build();
    }
}
