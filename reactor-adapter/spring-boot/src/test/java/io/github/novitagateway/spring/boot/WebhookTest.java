package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.Webhook.TaskEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The endpoint of a running application, over real sockets. */
@Timeout(60)
class WebhookTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int MEBIBYTE = 1 << 20;
    private static final String EVENT = """
            {"event_type":"ASYNC_TASK_RESULT","payload":{"task":{"task_id":"11111111-2222-4333-8444-000000000011",
            "status":"TASK_STATUS_SUCCEED"},"images":[]}}""";

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(URI.create("http://127.0.0.1:9"), "novita.webhook.enabled=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String path() {
        return application.bean(WebhookEndpoint.class).path();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(int length) {
        return bytes(EVENT + " ".repeat(length - bytes(EVENT).length));
    }

    private static String head(String path, String framing) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + framing
                + "\r\nConnection: close\r\n\r\n";
    }

    /** Sends pieces as they are and gives the status of the answer. */
    private static int status(byte[]... pieces) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
            socket.setSoTimeout(10_000);
            write(socket.getOutputStream(), pieces);
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 204".length());
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        }
    }

    private static void write(OutputStream out, byte[]... pieces) {
        try {
            for (byte[] piece : pieces) {
                out.write(piece);
                out.flush();
            }
        } catch (IOException hungUp) {
            // whoever refuses a body need not wait for its end: the answer counts
        }
    }

    private static int post(String path, byte[] body) throws IOException {
        return status(bytes(head(path, "Content-Length: " + body.length)), body);
    }

    private static byte[] chunks(int count, int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.write(bytes(Integer.toHexString(length) + "\r\n" + " ".repeat(length) + "\r\n"));
        }
        return out.toByteArray();
    }

    @Test
    void anEventIsHandedToWhoeverListens() {
        StepVerifier.create(application.bean(TaskEvents.class).events())
                .then(() -> {
                    try {
                        assertThat(post(path(), bytes(EVENT))).isEqualTo(204);
                    } catch (IOException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .assertNext(event -> assertThat(event.type()).isEqualTo(TaskEvent.ASYNC_TASK_RESULT))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void anEventIsTakenWhenNobodyListens() throws IOException {
        assertThat(post(path(), bytes(EVENT))).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/novita/events/wrong", "/novita/events/%00", "/novita/events"})
    void aWrongTokenIsNotFound(String path) throws IOException {
        assertThat(post(path, bytes(EVENT))).isEqualTo(404);
    }

    @Test
    void aTokenThatIsRightButForItsEndIsNotFound() throws IOException {
        String path = path();

        assertThat(post(path.substring(0, path.length() - 1), bytes(EVENT))).isEqualTo(404);
        assertThat(post(path + "x", bytes(EVENT))).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":{}}"})
    void whatIsNoEventIsABadRequest(String body) throws IOException {
        assertThat(post(path(), bytes(body))).isEqualTo(400);
    }

    @Test
    void aBodyOfOneMebibyteIsRead() throws IOException {
        assertThat(post(path(), padded(MEBIBYTE))).isEqualTo(204);
    }

    @Test
    void aLongerBodyIsRefusedByItsLengthBeforeAnyOfItIsSent() throws IOException {
        assertThat(status(bytes(head(path(), "Content-Length: " + (MEBIBYTE + 1)))))
                .isEqualTo(413);
    }

    @Test
    void aLongerBodyIsRefusedWhileItIsSentInChunks() throws IOException {
        assertThat(status(bytes(head(path(), "Transfer-Encoding: chunked")), chunks(16, 1 << 16), chunks(1, 1)))
                .isEqualTo(413);
    }

    @Test
    void aBodyThatDoesNotComeIsAnsweredWithinASecond() throws IOException {
        status(bytes(head(path(), "Content-Length: 2")), bytes("{}"));
        long start = System.nanoTime();

        assertThat(status(bytes(head(path(), "Content-Length: 100")), bytes("{")))
                .isEqualTo(408);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void onlyPostsAreTaken() throws IOException {
        assertThat(List.of("GET ", "PUT "))
                .allSatisfy(method -> assertThat(
                                status(bytes(head(path(), "Content-Length: 0").replaceFirst("POST ", method))))
                        .isIn(404, 405));
    }
}
