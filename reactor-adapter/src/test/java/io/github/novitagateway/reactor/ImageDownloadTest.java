package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.task.TaskId;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ImageDownloadTest extends DownloadTest {

    private static final int CAP = 100_000;

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({"PNG, 0, -0.png", "JPEG, 3, -3.jpeg", "WEBP, 7, -7.webp", ", 1, -1.image"})
    void savesTheImageUnderItsTaskAndPlace(@Nullable ImageFormat format, int index, String ending) {
        byte[] content = Pictures.png(300_000);
        answer(picture(content));

        Path file = value(novita.images().download(image(TASK, index, format), directory));

        assertThat(file).isEqualTo(directory.resolve(TASK + ending)).hasBinaryContent(content);
    }

    @Test
    void givesTheBytes() {
        byte[] content = Pictures.webp(300_000);
        answer(picture(content));

        assertThat(value(novita.images().bytes(image()))).isEqualTo(content);
    }

    @Test
    void asksForTheAddressAsItIsAndWithoutTheKey() throws InterruptedException {
        answer(picture(Pictures.png(100)));

        value(novita.images().bytes(image()));

        RecordedRequest get = request();
        assertThat(get.getMethod()).isEqualTo("GET");
        assertThat(get.getTarget()).isEqualTo(TARGET);
        assertThat(get.getHeaders().names())
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactlyInAnyOrder("Host", "User-Agent", "Accept");
        assertThat(get.getHeaders().get("User-Agent")).isEqualTo("novita-gateway-java/0.1.0");
    }

    @Test
    void takesAnImageThatJustFitsTheBound() {
        withCap();
        answer(picture(Pictures.png(CAP)));
        answer(picture(Pictures.png(CAP)));

        assertThat(value(novita.images().bytes(image()))).hasSize(CAP);
        assertThat(value(novita.images().download(image(), directory))).hasSize(CAP);
    }

    /** The rest of the body is held back: whoever waited for it would wait in vain. */
    @Test
    void refusesAnAnnouncedLengthAboveTheBoundWithoutReadingOn() {
        withCap();
        HeldBody first = new HeldBody(Pictures.png(40 * CAP), CAP / 2);
        HeldBody second = new HeldBody(Pictures.png(40 * CAP), CAP / 2);
        answer(picture(first));
        answer(picture(second));

        assertFails(novita.images().bytes(image()), Reason.TOO_LARGE);
        assertFails(novita.images().download(image(), directory), Reason.TOO_LARGE);

        assertThat(directory).isEmptyDirectory();
        first.letGo();
        second.letGo();
    }

    @Test
    void countsWhatComesWithoutALength() {
        withCap();
        for (int i = 0; i < 2; i++) {
            answer(new MockResponse.Builder()
                    .chunkedBody(new Buffer().write(Pictures.png(CAP + 1)), 8_000)
                    .build());
        }

        assertFails(novita.images().bytes(image()), Reason.TOO_LARGE);
        assertFails(novita.images().download(image(), directory), Reason.TOO_LARGE);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    private void withCap() {
        novita.close();
        novita = gateway(config().maxImageBytes(CAP).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 302, 206})
    void aDefiniteRefusalIsNotRepeated(int status) {
        answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", server.url("/elsewhere"))
                .body("<Error><Code>AccessDenied</Code></Error>")
                .build());

        assertFails(novita.images().bytes(image()), Reason.REFUSED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aPassingRefusalIsRepeated(int status) {
        for (int i = 0; i < 3; i++) {
            answer(new MockResponse.Builder().code(status).build());
        }
        answer(picture(Pictures.png(100)));

        assertThat(value(novita.images().bytes(image()))).hasSize(100);
    }

    @Test
    void anImageThatBreaksOffIsFetchedAgain() {
        byte[] content = Pictures.png(50_000);
        answer(brokenOff(content));
        answer(brokenOff(content));
        answer(picture(content));

        assertThat(value(novita.images().download(image(), directory))).hasBinaryContent(content);
        assertThat(directory).isDirectoryContaining("glob:**" + TASK + "-0.png");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void anImageThatAlwaysBreaksOffIsInterrupted() {
        for (int i = 0; i < 8; i++) {
            answer(brokenOff(Pictures.png(50_000)));
        }

        assertFails(novita.images().bytes(image()), Reason.INTERRUPTED);
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertFails(novita.images().download(image(), directory), Reason.INTERRUPTED);
        assertThat(server.getRequestCount()).isEqualTo(8);
        assertThat(directory).isEmptyDirectory();
    }

    private static MockResponse brokenOff(byte[] content) {
        return new MockResponse.Builder()
                .body(new Buffer().write(content))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no address",
                "https://h.example/%zz",
                "https://h.example/a b.png",
                "file:///etc/passwd",
                "/images/1.png",
                "ftp://example.org/1.png",
                "https://example.org:65536/1.png",
                "mailto:a@example.org"
            })
    void refusesAnAddressThatIsNotOfTheWeb(String url) {
        GeneratedImage image = new GeneratedImage(TaskId.image(TASK), 0, url, null, ImageFormat.PNG, null);

        assertFails(novita.images().bytes(image), Reason.REFUSED);
        assertFails(novita.images().download(image, directory), Reason.REFUSED);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void fetchesNothingBeforeSubscriptionAndAgainOnTheNext() {
        answer(picture(Pictures.png(100)));
        answer(picture(Pictures.png(200)));
        Mono<byte[]> bytes = novita.images().bytes(image());

        assertThat(server.getRequestCount()).isZero();
        assertThat(value(bytes)).hasSize(100);
        assertThat(value(bytes)).hasSize(200);
    }
}
