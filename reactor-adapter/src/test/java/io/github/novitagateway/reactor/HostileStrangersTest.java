package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.reactor.HostileServer.Answer;
import io.github.novitagateway.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Storage and the host of drawings gone mad, over raw sockets. */
class HostileStrangersTest extends StorageTest {

    private static final Duration SHORT = Duration.ofMillis(600);
    private static final long CAP = 1 << 20;
    private static final long BUFFERS_OF_SOCKETS = 16 << 20;

    @TempDir
    Path directory = Path.of("");

    private void use(NovitaConfig.Builder config) {
        novita.close();
        novita = gateway(config.retry(RetryPolicy.none()).maxImageBytes(CAP).build());
    }

    private static GeneratedImage image(HostileServer host) {
        return new GeneratedImage(
                TaskId.image("1"),
                0,
                host.uri().resolve("/1.png?X-Amz-Signature=0123456789").toString(),
                null,
                ImageFormat.PNG,
                null);
    }

    private static void assertFails(Mono<?> download, Reason reason) {
        DownloadException failure = catchThrowableOfType(DownloadException.class, () -> download.block(LONG));
        assertThat(failure).isNotNull().hasMessageNotContaining("0123456789");
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
            })
    void anEndlessImageIsReadUpToTheCap(String head) throws Exception {
        try (HostileServer host = new HostileServer(HostileServer.endless(head, "png"))) {
            use(config());

            assertFails(novita.images().bytes(image(host)), Reason.TOO_LARGE);
            assertThat(host.isHungUpOn()).isTrue();
            assertFails(novita.images().download(image(host), directory), Reason.TOO_LARGE);
            assertThat(host.written()).isLessThan(2 * (CAP + BUFFERS_OF_SOCKETS));
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void theEndlessBodyOfARefusedImageIsNotRead() throws Exception {
        String head = "HTTP/1.1 400 No\r\n\r\n";
        try (HostileServer host = new HostileServer(HostileServer.endless(head, "no"))) {
            use(config());

            assertFails(novita.images().bytes(image(host)), Reason.REFUSED);
            assertThat(host.isHungUpOn()).isTrue();
            assertThat(host.written()).isLessThan(BUFFERS_OF_SOCKETS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 "})
    void anEndlessLineOfAHeadBreaksOff(String head) throws Exception {
        try (HostileServer host = new HostileServer(HostileServer.endless(head, "a"))) {
            use(config());

            assertFails(novita.images().bytes(image(host)), Reason.INTERRUPTED);
            assertThat(host.written()).isLessThan(BUFFERS_OF_SOCKETS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "ten", "99999999999999999999", "1e3", "5, 6"})
    void aLengthThatIsNoneBreaksOff(String length) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\npicture";
        try (HostileServer host = new HostileServer(out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)))) {
            use(config());

            assertFails(novita.images().bytes(image(host)), Reason.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\n\r\n"})
    void anImageThatTricklesEndsByTheTimeLimit(String head) throws Exception {
        HostileServer[] self = new HostileServer[1];
        try (HostileServer host = new HostileServer(trickling(head, self))) {
            self[0] = host;
            use(config().downloadTimeout(SHORT));

            assertFails(novita.images().download(image(host), directory), Reason.INTERRUPTED);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 503 No\r\n\r\n"})
    void aStorageThatTricklesEndsByTheTimeLimit(String head) throws Exception {
        HostileServer[] self = new HostileServer[1];
        try (HostileServer storage = new HostileServer(trickling(head, self))) {
            self[0] = storage;
            use(config().uploadTimeout(SHORT));

            assertThat(uploadFailure(storage))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("PT0.6S");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a>", "&lol;", "no ", "<!-- "})
    void anEndlessRefusalOfStorageIsReadUpToItsCap(String piece) throws Exception {
        String head = "HTTP/1.1 403 No\r\n\r\n<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>";
        try (HostileServer storage = new HostileServer(HostileServer.endless(head, piece))) {
            use(config());

            assertThat(uploadFailure(storage))
                    .isInstanceOfSatisfying(
                            UploadException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(403));
            assertThat(storage.isHungUpOn()).isTrue();
            assertThat(storage.written()).isLessThan(BUFFERS_OF_SOCKETS);
        }
    }

    @Test
    void whatStorageEchoesOfTheLinkIsHidden() throws Exception {
        String body = "<Error><Code>SignatureDoesNotMatch</Code><Message>no: "
                + "https://storage.example/a.png?sig=ABCDEF&amp;X-Amz-Signature=0123456789 X-Amz-Credential=ABCDEF"
                + "</Message></Error>";
        String answer = "HTTP/1.1 403 No\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (HostileServer storage =
                new HostileServer(out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)))) {
            use(config());

            assertThat(uploadFailure(storage))
                    .isInstanceOf(UploadException.class)
                    .hasMessageContaining("https://storage.example/a.png")
                    .hasMessageNotContainingAny("0123456789", "ABCDEF");
        }
    }

    private NovitaException uploadFailure(HostileServer storage) {
        answer(slot("upload-url.string-id.response.json", storage.uri()));
        return catchThrowableOfType(
                NovitaException.class,
                () -> novita.assets().upload(Pictures.numbered(1)).block(LONG));
    }

    /** Each byte comes well within any gap that is allowed. */
    private static Answer trickling(String head, HostileServer[] self) {
        return out -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(' ');
                out.flush();
                self[0].pause(20);
            }
        };
    }
}
