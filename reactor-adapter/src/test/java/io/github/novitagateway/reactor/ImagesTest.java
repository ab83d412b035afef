package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.image.HiresFix;
import io.github.novitagateway.image.HiresFix.Upscaler;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.task.TaskId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class ImagesTest extends ServiceTest {

    private static final TaskId TASK = TaskId.image("11111111-2222-4333-8444-000000000011");
    private static final String CHECKPOINT = "realisticVisionV51_v51VAE_94301.safetensors";

    @BeforeEach
    void pollFast() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .imagePolling(PollingPolicy.fixed(Duration.ofMillis(2)))
                .codec(JsonCodec.strict())
                .build();
    }

    @Test
    void submitSendsNoMoreThanTheNeedful() throws InterruptedException {
        answer("txt2img.bare.response.json");

        assertThat(value(novita.images().submit(lighthouse()))).isEqualTo(TASK);

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/v3/async/txt2img");
        assertThat(sent.getUrl().query()).isNull();
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(json(sent)).isEqualTo(Golden.json("txt2img.minimal.request.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "model_1700000601_A1B2C3D4E5, txt2img.lora.request.json",
        "model_1700000601_A1B2C3D4E5.safetensors, txt2img.lora-with-suffix.request.json"
    })
    void submitSendsTheNameOfTheLoraAsItIsGiven(String lora, String golden) throws InterruptedException {
        answer("txt2img.bare.response.json");

        value(novita.images()
                .submit(portrait()
                        .seed(-1)
                        .lora(Lora.of(lora, 0.7))
                        .output(OutputOptions.builder()
                                .responseImageType(ImageFormat.JPEG)
                                .build())
                        .build()));

        assertThat(json(request())).isEqualTo(Golden.json(golden));
    }

    @Test
    void submitSendsEveryDocumentedField() throws InterruptedException {
        answer("txt2img.bare.response.json");
        URI hook = URI.create("https://gateway.example.com/novita/hook/TOKEN");

        value(novita.images()
                .submit(portrait()
                        .seed(123)
                        .vae("")
                        .lora(Lora.of("model_1700000601_A1B2C3D4E5", 0.7))
                        .lora(Lora.of("add_detail_44319", 0.3))
                        .embedding(Embedding.of("easynegative_8955"))
                        .hiresFix(HiresFix.builder(1024, 1536)
                                .strength(0.5)
                                .upscaler(Upscaler.LATENT)
                                .build())
                        .refiner(Refiner.of(0.7))
                        .restoreFaces(false)
                        .output(OutputOptions.builder()
                                .responseImageType(ImageFormat.PNG)
                                .webhook(Webhook.of(hook, new Webhook.TestMode(false, Webhook.TestMode.SUCCEED)))
                                .customStorage(AwsS3Storage.builder("us-east-1", "example-bucket", "/renders/")
                                        .saveToPathDirectly(false)
                                        .build())
                                .enterprisePlan(false)
                                .enableNsfwDetection(true)
                                .nsfwDetectionLevel(2)
                                .build())
                        .build()));

        assertThat(json(request())).isEqualTo(Golden.json("txt2img.full.request.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"txt2img.bare.response.json", "txt2img.wrapped.response.json"})
    void submitReadsTheTaskIdBareOrWrapped(String file) {
        answer(file);

        assertThat(value(novita.images().submit(lighthouse()))).isEqualTo(TASK);
    }

    @Test
    void anErrorInTheOldEnvelopeIsADefiniteRefusal() {
        answer("txt2img.wrapped-error.response.json");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> value(novita.images().submit(lighthouse())))
                .withMessage("200: model not exist")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAcceptanceWithoutATaskIdLeavesTheOutcomeUnknown() {
        answer("txt2img.no-task-id.response.json");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.images().submit(lighthouse())))
                .withCauseInstanceOf(MalformedResponseException.class)
                .satisfies(unknown -> assertThat(unknown.name()).isNull());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error.404.route-not-found.http.json", "error.404.api-not-found.response.json"})
    void aRemovedRouteHasAnErrorOfItsOwnAndAnotherCanBeConfigured(String file) throws InterruptedException {
        answer(file, "txt2img.bare.response.json");

        assertThatExceptionOfType(RouteGoneException.class)
                .isThrownBy(() -> value(novita.images().submit(lighthouse())));
        request();

        NovitaGateway moved = gateway(
                config().paths(ApiPaths.builder().textToImage("/v4/draw").build())
                        .build());
        value(moved.images().submit(lighthouse()));
        moved.closeLater().block(LONG);
        assertThat(request().getUrl().encodedPath()).isEqualTo("/v4/draw");
    }

    @Test
    void resultWaitsBeyondPreviews() {
        answer(
                "task-result.queued.response.json",
                "task-result.processing-preview.response.json",
                "task-result.unknown.response.json",
                "task-result.unlisted-status.response.json",
                "task-result.succeeded.minimal.response.json");

        GenerationStatus drawn = value(novita.images().result(TASK));

        assertThat(drawn.images())
                .singleElement()
                .satisfies(
                        image -> assertThat(URI.create(image.url()).getPath()).isEqualTo("/prod/fixture_0.png"));
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void watchEmitsPreviewsAsStatusesThatAreNotTerminal() {
        answer("task-result.processing-preview.response.json", "task-result.succeeded.response.json");

        StepVerifier.create(novita.images().watch(TASK))
                .assertNext(preview -> {
                    assertThat(preview.terminal()).isFalse();
                    assertThat(preview.images()).hasSize(1);
                })
                .assertNext(last -> assertThat(last.state()).isEqualTo(GenerationState.SUCCEED))
                .expectComplete()
                .verify(LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "failed, ended as TASK_STATUS_FAILED: fixture: inference failed",
        "failed.empty-reason, ended as TASK_STATUS_FAILED",
        "canceled, ended as TASK_STATUS_CANCELED",
        "succeeded.no-images, succeeded without an image"
    })
    void aBadEndIsAnErrorForResultAndGenerate(String end, String told) {
        String file = "task-result." + end + ".response.json";
        answer(file, "txt2img.bare.response.json", file);

        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> value(novita.images().result(TASK)))
                .withMessage("drawing " + TASK + " " + told)
                .satisfies(failed -> assertThat(failed.snapshot().taskId()).isEqualTo(TASK));
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> values(novita.images().generate(lighthouse())))
                .withMessage("drawing " + TASK + " " + told);
    }

    @Test
    void generateEmitsTheImagesInOrderAfterOneSubmit() throws InterruptedException {
        answer(
                "txt2img.wrapped.response.json",
                "task-result.queued.response.json",
                "task-result.processing-preview.response.json",
                "task-result.succeeded.response.json");

        List<GeneratedImage> images = values(novita.images().generate(lighthouse()));

        assertThat(images).extracting(GeneratedImage::index).containsExactly(0, 1);
        assertThat(images)
                .extracting(image -> URI.create(image.url()).getPath())
                .containsExactly("/prod/fixture_0.jpeg", "/prod/fixture_1.jpeg");
        assertThat(request().getMethod()).isEqualTo("POST");
        assertIsGet(request(), "task-result.request.json");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void generateStopsAtARefusedSubmit() {
        answer("error.400.illegal-prompt.response.json");

        assertThatExceptionOfType(ContentRejectedException.class)
                .isThrownBy(() -> values(novita.images().generate(lighthouse())));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void idsOfOtherKindsAreRefusedAtTheCall() {
        for (TaskId wrong : List.of(TaskId.style("1"), TaskId.subject("1"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> novita.images().status(wrong))
                    .withMessageContaining("taskId must be of a drawing but was " + wrong);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> novita.images().watch(wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> novita.images().result(wrong));
        }
        assertThat(server.getRequestCount()).isZero();
    }

    private static TextToImageRequest lighthouse() {
        return TextToImageRequest.builder(CHECKPOINT, "a lighthouse").build();
    }

    private static TextToImageRequest.Builder portrait() {
        return TextToImageRequest.builder(CHECKPOINT, "ohwxStyle, a young woman, portrait")
                .negativePrompt("blurry, bad anatomy")
                .size(512, 768)
                .imageNum(1)
                .steps(20)
                .clipSkip(1)
                .guidanceScale(7.5)
                .sampler("Euler a");
    }
}
