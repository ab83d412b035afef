package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.image.Webhook.TestMode;
import io.github.novitagateway.task.TaskId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook: how it is asked for, and what is read from its posts. */
class WebhookEventTest extends ServiceTest {

    private static final TaskId TASK = TaskId.image("11111111-2222-4333-8444-000000000011");

    @AfterEach
    void nothingIsSentToReadAnEvent() {
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void testModeIsSentWithTheDrawing() throws InterruptedException {
        answer("txt2img.bare.response.json");
        URI hook = URI.create("https://gateway.example.com/novita/hook/TOKEN");

        value(novita.images()
                .submit(TextToImageRequest.builder("realisticVisionV51_v51VAE_94301.safetensors", "a lighthouse")
                        .output(OutputOptions.builder()
                                .webhook(Webhook.of(hook, new TestMode(true, TestMode.FAILED)))
                                .build())
                        .build()));

        assertSends(request(), "webhook.submit.test-mode.request.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook.event.succeeded.request.json", "webhook.event.no-extra.request.json"})
    void successTellsTheImages(String file) {
        Instant before = Instant.now().minusMillis(1);

        GenerationStatus status = ended(novita.parseEvent(Golden.bytes(file)));

        assertThat(status.taskId()).isEqualTo(TASK);
        assertThat(status.state()).isEqualTo(GenerationState.SUCCEED);
        GeneratedImage image = status.images().get(0);
        assertThat(status.images()).hasSize(1);
        assertThat(URI.create(image.url()).getPath()).isEqualTo("/prod/fixture_0.jpeg");
        assertThat(image.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(image.expiresAt())
                .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
    }

    @Test
    void failureTellsItsReasonAndNoImage() {
        GenerationStatus status = ended(novita.parseEvent(Golden.bytes("webhook.event.failed.request.json")));

        assertThat(status.state()).isEqualTo(GenerationState.FAILED);
        assertThat(status.reason()).isEqualTo("fixture: inference failed");
        assertThat(status.images()).isEmpty();
        assertThat(Objects.requireNonNull(status.details()).seed()).isEqualTo("392212448");
    }

    /** The payload's {@code extra} repeats the address with its token. */
    @Test
    void anEventDoesNotShowTheTokenOfTheWebhook() {
        TaskEvent event = novita.parseEvent(Golden.bytes("webhook.event.succeeded.request.json"));

        assertThat(event.toString()).contains(TASK.toString()).doesNotContain("TOKEN", "X-Amz-Signature");
    }

    @Test
    void anEventOfAnotherTypeTellsThatTypeAlone() {
        assertThat(novita.parseEvent(Golden.bytes("webhook.event.other-type.request.json")))
                .isEqualTo(new TaskEvent("SOME_FUTURE_EVENT", null));
        assertThat(event("{\"event_type\":\"PING\",\"payload\":[1]}")).isEqualTo(new TaskEvent("PING", null));
        assertThat(event("{\"event_type\":\"PING\"}")).isEqualTo(new TaskEvent("PING", null));
    }

    @Test
    void fieldsThatNobodyDocumentedCostNothingInProduction() {
        NovitaGateway lenient = NovitaGateway.create(config().build());
        String body = new String(Golden.bytes("webhook.event.succeeded.request.json"), StandardCharsets.UTF_8)
                .replace("\"event_type\"", "\"event_id\":7,\"event_type\"")
                .replace("\"images\"", "\"models_3d\":[{}],\"images\"");

        assertThat(ended(lenient.parseEvent(body.getBytes(StandardCharsets.UTF_8)))
                        .images())
                .hasSize(1);
        lenient.closeLater().block(LONG);
    }

    @Test
    void theFlatFormOfOtherReceiversIsNoEvent() {
        byte[] flat = Golden.bytes("webhook.event.flat.request.json");
        NovitaGateway lenient = NovitaGateway.create(config().build());

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> lenient.parseEvent(flat))
                .withMessage("the event has no event_type");
        lenient.closeLater().block(LONG);
    }

    @Test
    void aTruncatedPostIsNoEvent() {
        String body =
                Golden.json("webhook.event.malformed.http.json").get("body").stringValue();

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> event(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "text",
                "{}",
                "{\"event_type\":\" \",\"payload\":{}}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\"}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":null}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":7}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":[]}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":{}}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":{\"task\":{\"status\":\"TASK_STATUS_SUCCEED\"}}}",
                "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":{\"task\":{\"task_id\":\"\"}}}"
            })
    void whatNamesNoTaskIsNoEvent(String body) {
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> event(body));
    }

    @Test
    void aMebibyteIsRead() {
        String event = "{\"event_type\":\"PING\"}";

        assertThat(event(event + " ".repeat((1 << 20) - event.length())).type()).isEqualTo("PING");
    }

    @Test
    void whatIsLongerThanAMebibyteIsNotRead() {
        String event = "{\"event_type\":\"PING\"}";

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> event(event + " ".repeat((1 << 20) + 1 - event.length())))
                .withMessage("the event is longer than 1048576 bytes: 1048577");
    }

    @Test
    void halfAPictographCostsNothing() {
        String event = "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":{\"task\":{\"task_id\":\"1\","
                + "\"reason\":\"\\ud83c\"}}}";

        assertThat(ended(event(event)).reason()).isEqualTo("\ud83c");
    }

    private TaskEvent event(String body) {
        return novita.parseEvent(body.getBytes(StandardCharsets.UTF_8));
    }

    private static GenerationStatus ended(TaskEvent event) {
        assertThat(event.type()).isEqualTo(TaskEvent.ASYNC_TASK_RESULT);
        return Objects.requireNonNull(event.status());
    }
}
