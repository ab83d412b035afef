package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.ControlNetUnit;
import io.github.novitagateway.image.ControlNetUnit.Preprocessors;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.ImageToImageRequest.IpAdapter;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

class ImageToImageTest extends ServiceTest {

    private static final TaskId TASK = TaskId.image("11111111-2222-4333-8444-000000000012");
    private static final String ACCEPTED = "img2img.bare.response.json";
    private static final String CHECKPOINT = "realisticVisionV51_v51VAE_94301.safetensors";
    private static final byte[] PICTURE =
            Golden.json("img2img.request.json").at("/request/image_base64").binaryValue();

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void pollFast() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .imagePolling(PollingPolicy.fixed(Duration.ofMillis(2)))
                .codec(JsonCodec.strict())
                .build();
    }

    @Test
    void submitSendsThePictureAsPlainBase64() throws InterruptedException {
        answer(ACCEPTED);

        TaskId task = value(novita.images()
                .submit(portrait(picture())
                        .output(OutputOptions.builder()
                                .responseImageType(ImageFormat.JPEG)
                                .build())
                        .build()));

        assertThat(task).isEqualTo(TASK);
        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/v3/async/img2img");
        assertThat(sent.getUrl().query()).isNull();
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertSends(sent, "img2img.request.json");
    }

    /** An interrupt would make whoever cancels wait for the disk. */
    @Test
    void aReadUnderWayAtTheCancellationIsNotInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        BlockingQueue<String> ends = new LinkedTransferQueue<>();
        TestSubscriber<TaskId> caller = TestSubscriber.create();
        Schedulers.onScheduleHook("slow disk", task -> () -> {
            if (!Schedulers.isInNonBlockingThread()) {
                begun.countDown();
                ends.add(waitsFor(cancelled) ? "cancelled" : "interrupted");
            }
            task.run();
        });
        try {
            novita.images().submit(portrait(picture()).build()).subscribe(caller);
            assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            caller.cancel();
            cancelled.countDown();
            assertThat(ends.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("cancelled");
        } finally {
            Schedulers.resetOnScheduleHook("slow disk");
        }
    }

    private static boolean waitsFor(CountDownLatch event) {
        try {
            return event.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    @Test
    void submitSendsEveryDocumentedField() throws InterruptedException {
        answer(ACCEPTED);

        value(novita.images()
                .submit(portrait(picture())
                        .vae("")
                        .embedding(Embedding.of("easynegative_8955"))
                        .controlNet(ControlNetUnit.builder("control_v11f1p_sd15_depth", picture(), Preprocessors.DEPTH)
                                .strength(1)
                                .guidanceStart(0)
                                .guidanceEnd(1)
                                .build())
                        .ipAdapter(IpAdapter.of(IpAdapter.SD15, picture(), 0.5))
                        .output(OutputOptions.builder()
                                .responseImageType(ImageFormat.WEBP)
                                .enableNsfwDetection(false)
                                .nsfwDetectionLevel(0)
                                .build())
                        .build()));

        assertSends(request(), "img2img.full.request.json");
    }

    @Test
    void theStrengthIsAlwaysSentAndTheRefinerOnlyWhenAsked() throws InterruptedException {
        answer(ACCEPTED, ACCEPTED);

        value(novita.images()
                .submit(ImageToImageRequest.builder(CHECKPOINT, picture(), "a hill")
                        .build()));
        value(novita.images()
                .submit(portrait(picture()).refiner(Refiner.of(0.8)).build()));

        var least = json(request()).get("request");
        assertThat(least.get("strength").decimalValue()).isEqualTo("0.5");
        assertThat(least.propertyNames())
                .doesNotContain("refiner", "controlnet", "ip_adapters", "loras", "embeddings", "control_net_units");
        assertThat(json(request()).at("/request/refiner/switch_at").decimalValue())
                .isEqualTo("0.8");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCEPTED, "img2img.wrapped.response.json"})
    void submitReadsTheTaskIdBareOrWrapped(String file) {
        answer(file);

        assertThat(value(drawing())).isEqualTo(TASK);
    }

    @Test
    void generateEmitsTheDrawnImages() throws InterruptedException {
        answer(ACCEPTED, "task-result.queued.response.json", "task-result.img2img-succeeded.response.json");

        List<GeneratedImage> images =
                values(novita.images().generate(portrait(picture()).build()));

        assertThat(images).singleElement().satisfies(image -> {
            assertThat(image.taskId()).isEqualTo(TASK);
            assertThat(image.format()).isEqualTo(ImageFormat.WEBP);
        });
        request();
        assertThat(request().getUrl().queryParameter("task_id")).isEqualTo(TASK.value());
    }

    /** Base64 makes four bytes of three. */
    @Test
    void theLargestPictureGoesThrough() throws InterruptedException {
        byte[] largest = Arrays.copyOf(PICTURE, (int) ImageToImageRequest.MAX_IMAGE_BYTES);
        answer(ACCEPTED);

        value(novita.images()
                .submit(portrait(ImageSource.bytes("largest.png", largest)).build()));

        RecordedRequest sent = request();
        assertThat(sent.getBodySize()).isGreaterThan(13_000_000);
        assertThat(json(sent).at("/request/image_base64").binaryValue()).isEqualTo(largest);
    }

    /** Reading on the caller's thread would block one of those that must not. */
    @Test
    void thePictureIsReadAtEachSubscriptionOffTheCallersThread() throws IOException, InterruptedException {
        Path file = directory.resolve("later.png");
        Mono<TaskId> submit =
                novita.images().submit(portrait(ImageSource.file(file)).build()).subscribeOn(Schedulers.parallel());
        answer(ACCEPTED, ACCEPTED);

        for (byte[] content : List.of(PICTURE, DrawnPicture.png(20, 20))) {
            Files.write(file, content);
            value(submit);
            assertThat(json(request()).at("/request/image_base64").binaryValue())
                    .isEqualTo(content);
        }
    }

    @Test
    void aClosedGatewayReadsNoPicture() {
        Mono<TaskId> submit = novita.images()
                .submit(portrait(ImageSource.file(directory.resolve("missing.png")))
                        .build());
        novita.close();

        StepVerifier.create(submit).expectError(GatewayClosedException.class).verify(LONG);
    }

    @Test
    void aRefusedPictureIsDefiniteAndALostAnswerIsAnUnknownOutcome() throws InterruptedException {
        answer("error.400.image-resolution.response.json", "error.504.gateway-html.http.json");

        assertThatExceptionOfType(ContentRejectedException.class).isThrownBy(() -> value(drawing()));
        assertThatExceptionOfType(SubmitOutcomeUnknownException.class).isThrownBy(() -> value(drawing()));
        assertRequestsInAll(2);
    }

    @Test
    void aConfiguredPathReplacesTheDocumentedOne() throws InterruptedException {
        novita.close();
        novita = gateway(
                config().paths(ApiPaths.builder().imageToImage("/v4/redraw").build())
                        .build());
        answer(ACCEPTED);

        value(drawing());

        assertThat(request().getUrl().encodedPath()).isEqualTo("/v4/redraw");
    }

    private Mono<TaskId> drawing() {
        return novita.images().submit(portrait(picture()).build());
    }

    private static ImageSource picture() {
        return ImageSource.bytes("sketch.png", PICTURE);
    }

    private static ImageToImageRequest.Builder portrait(ImageSource picture) {
        return ImageToImageRequest.builder(CHECKPOINT, picture, "ohwxStyle, a young woman")
                .negativePrompt("blurry")
                .seed(-1)
                .clipSkip(1)
                .strength(0.7)
                .sampler("DPM++ 2M Karras")
                .lora(Lora.of("model_1700000601_A1B2C3D4E5", 0.7));
    }
}
