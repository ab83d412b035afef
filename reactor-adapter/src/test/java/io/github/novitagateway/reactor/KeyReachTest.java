package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key against a recording server that plays every host but the service's. */
class KeyReachTest extends StorageTest {

    private final MockWebServer stranger = new MockWebServer();

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void meet() throws IOException {
        stranger.start();
    }

    @AfterEach
    void part() {
        stranger.close();
    }

    private URI at(String path) {
        return stranger.url(path).uri();
    }

    private GeneratedImage image() {
        return new GeneratedImage(TaskId.image("1"), 0, at("/1.png").toString(), null, ImageFormat.PNG, null);
    }

    private void assertSeesNoKey() throws InterruptedException {
        RecordedRequest request = stranger.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(request.getHeaders().names())
                .usingElementComparator(String::compareToIgnoreCase)
                .doesNotContain("Authorization", "Cookie");
        assertThat(request.getTarget() + request.getHeaders()).doesNotContain(KEY, "Bearer");
    }

    @Test
    void storageNeverSeesIt() throws InterruptedException {
        answer(slot("upload-url.string-id.response.json", at("/")));
        stranger.enqueue(new MockResponse.Builder().build());

        value(novita.assets().upload(Pictures.numbered(1)));

        assertIsAuthorized(request());
        assertSeesNoKey();
    }

    @Test
    void theHostOfDrawingsNeverSeesIt() throws InterruptedException {
        stranger.enqueue(DownloadTest.picture(Pictures.png(100)));
        stranger.enqueue(DownloadTest.picture(Pictures.png(100)));

        value(novita.images().bytes(image()));
        value(novita.images().download(image(), directory));

        assertSeesNoKey();
        assertSeesNoKey();
        assertThat(server.getRequestCount()).isZero();
    }

    /** The service posts to it; the gateway only names it. */
    @Test
    void theHostOfAWebhookIsNotGoneTo() throws InterruptedException {
        answer("txt2img.bare.response.json");

        value(novita.images()
                .submit(TextToImageRequest.builder("model.safetensors", "a lighthouse")
                        .output(OutputOptions.builder()
                                .webhook(Webhook.of(at("/hook")))
                                .build())
                        .build()));

        assertIsAuthorized(request());
        assertThat(stranger.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aHostThatTheServiceRedirectsToIsNotGoneTo(int status) throws InterruptedException {
        server.enqueue(redirect(status));

        assertThatThrownBy(() -> novita.trainings().status(TaskId.style("1")).block(LONG))
                .isInstanceOf(RouteGoneException.class);

        assertIsAuthorized(request());
        assertThat(stranger.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 308})
    void aHostThatStorageOrTheHostOfDrawingsRedirectsToIsNotGoneTo(int status) throws InterruptedException {
        answer(slot("upload-url.string-id.response.json"));
        server.enqueue(redirect(status));
        server.enqueue(redirect(status));
        GeneratedImage image =
                new GeneratedImage(TaskId.image("1"), 0, server.url("/1.png").toString(), null, ImageFormat.PNG, null);

        assertThatThrownBy(() -> novita.assets().upload(Pictures.numbered(1)).block(LONG))
                .hasMessageContaining("storage answered " + status);
        assertThatThrownBy(() -> novita.images().bytes(image).block(LONG))
                .isInstanceOfSatisfying(
                        DownloadException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(DownloadException.Reason.REFUSED))
                .hasMessageContaining("its host answered status " + status);

        assertRequestsInAll(3);
        assertThat(stranger.getRequestCount()).isZero();
    }

    private MockResponse redirect(int status) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Location", at("/elsewhere?X-Amz-Signature=0123456789"))
                .build();
    }
}
