package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.HostileServer.Answer;
import io.github.novitagateway.task.TaskId;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that has gone mad, over raw sockets: each answer ends in a clear error, in time and in little memory. */
class HostileAnswersTest extends ServiceTest {

    private static final Duration SHORT = Duration.ofMillis(600);
    private static final long CAP = 1 << 20;
    private static final long BUFFERS_OF_SOCKETS = 16 << 20;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private NovitaException failure(HostileServer service) {
        novita.close();
        NovitaConfig config = config().baseUrl(service.uri())
                .retry(RetryPolicy.none())
                .requestTimeout(Duration.ofSeconds(8))
                .maxResponseBytes(CAP)
                .build();
        novita = gateway(config);
        return failure();
    }

    private NovitaException failure() {
        return catchThrowableOfType(
                NovitaException.class,
                () -> novita.trainings().status(TaskId.style("1")).block(LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n40000000\r\n",
                OK + "Content-Length: 1073741824\r\n\r\n",
                OK + "Content-Length: 9223372036854775807\r\n\r\n",
                OK + "Content-Encoding: identity\r\n\r\n"
            })
    void anEndlessBodyIsReadUpToTheCap(String head) throws Exception {
        try (HostileServer service = new HostileServer(HostileServer.endless(head, "["))) {
            assertThat(failure(service))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("longer than maxResponseBytes, " + CAP + " bytes");
            assertThat(service.isHungUpOn()).isTrue();
            assertThat(service.written()).isLessThan(CAP + BUFFERS_OF_SOCKETS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500, 503})
    void anEndlessRefusalIsReadUpToTheCap(int status) throws Exception {
        String head = "HTTP/1.1 " + status + " No\r\n\r\n";
        try (HostileServer service = new HostileServer(HostileServer.endless(head, "no "))) {
            assertThat(failure(service))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(status));
            assertThat(service.isHungUpOn()).isTrue();
            assertThat(service.written()).isLessThan(CAP + BUFFERS_OF_SOCKETS);
        }
    }

    /** Headers, their number, the status line: 8 KiB of one kind are read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\n ",
                OK + "Transfer-Encoding: chunked\r\n\r\n1;x=",
                OK + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: "
            })
    void anEndlessLineBreaksOff(String head) throws Exception {
        try (HostileServer service = new HostileServer(HostileServer.endless(head, "a"))) {
            assertThat(failure(service)).isInstanceOf(TransportException.class).hasMessageContaining("broke");
            assertThat(service.written()).isLessThan(BUFFERS_OF_SOCKETS);
        }
    }

    @Test
    void aHundredThousandHeadersBreakOff() throws Exception {
        String headers = IntStream.range(0, 100_000)
                .mapToObj(i -> "X-Header-" + i + ": " + i + "\r\n")
                .collect(Collectors.joining());
        try (HostileServer service = new HostileServer(text(OK + headers + "\r\n{}"))) {
            assertThat(failure(service)).isInstanceOf(TransportException.class).hasMessageContaining("broke");
        }
    }

    @Test
    void anEndlessRowOfInterimAnswersEndsByTheTimeLimit() throws Exception {
        try (HostileServer service = new HostileServer(HostileServer.endless("", "HTTP/1.1 100 Continue\r\n\r\n"))) {
            novita.close();
            novita = gateway(config().baseUrl(service.uri())
                    .retry(RetryPolicy.none())
                    .requestTimeout(SHORT)
                    .build());

            assertThat(failure()).isInstanceOf(TransportException.class).hasMessageContaining("PT0.6S");
        }
    }

    /** Each byte comes well within any gap that is allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX-Slow: ", OK + "\r\n", "HTTP/1.1 503 No\r\n\r\n"})
    void whatTricklesEndsByTheTimeLimit(String head) throws Exception {
        HostileServer[] self = new HostileServer[1];
        Answer trickle = out -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(' ');
                out.flush();
                self[0].pause(20);
            }
        };
        try (HostileServer service = new HostileServer(trickle)) {
            self[0] = service;
            novita.close();
            novita = gateway(config().baseUrl(service.uri())
                    .retry(RetryPolicy.none())
                    .requestTimeout(SHORT)
                    .build());

            assertThat(failure()).isInstanceOf(TransportException.class).hasMessageContaining("PT0.6S");
        }
    }

    /** A hundred megabytes of blanks in a tenth of one: what counts is what comes out. */
    @Test
    void aCompressedBombIsUnpackedUpToTheCap() throws Exception {
        byte[] bomb = gzip(" ".repeat(1 << 20), 100);
        assertThat(bomb.length).isLessThan(1 << 17);
        byte[] head = (OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = out -> {
            out.write(head);
            out.write(bomb);
        };
        long before = directMemory();
        try (HostileServer service = new HostileServer(answer)) {
            assertThat(failure(service))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("longer than maxResponseBytes");
        }
        assertThat(directMemory()).isLessThan(before + 64 * CAP);
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip", "br", "zstd", "x-bomb"})
    void layersOfCompressionThatNobodyAskedForAreNotUnpacked(String encoding) throws Exception {
        byte[] body = gzip("{}", 1);
        byte[] head = (OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (HostileServer service = new HostileServer(out -> {
            out.write(head);
            out.write(body);
        })) {
            assertThat(failure(service)).isInstanceOfAny(MalformedResponseException.class, TransportException.class);
        }
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("nesting", "{\"extra\":" + "[".repeat(500_000)),
                Arguments.of("nested objects", "{\"a\":".repeat(150_000)),
                Arguments.of("nesting that is closed", "{\"unknown\":" + "[".repeat(200) + "]".repeat(200) + "}"),
                Arguments.of("fields", fields(600_000)),
                Arguments.of("elements", "{\"unknown\":[" + "1,".repeat(600_000) + "1]}"),
                Arguments.of("a long name", "{\"" + "n".repeat(900_000) + "\":1}"),
                Arguments.of("a long number", "{\"task_id\":" + "9".repeat(900_000) + "}"),
                Arguments.of("a long text that never ends", "{\"task_id\":\"" + "t".repeat(900_000)),
                Arguments.of("broken UTF-8", "{\"task_id\":\"\u00C3(\u00FF\u00FE\"}"),
                Arguments.of("lone surrogates", "{\"task_id\":\"\u00ED\u00A0\u0080\"}"));
    }

    private static String fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void anAnswerThatIsMadeToHurtIsMalformed(String kind, String body) throws Exception {
        String head = OK + "Content-Length: " + body.length() + "\r\n\r\n";
        try (HostileServer service = new HostileServer(text(head + body))) {
            novita.close();
            novita = NovitaGateway.builder(config().baseUrl(service.uri())
                            .retry(RetryPolicy.none())
                            .maxResponseBytes(8 * CAP)
                            .build())
                    .codec(JsonCodec.lenient())
                    .build();

            assertThat(failure()).as(kind).isInstanceOf(MalformedResponseException.class);
            assertThat(failure().getMessage()).hasSizeLessThan(500);
        }
    }

    private static Answer text(String answer) {
        return out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] gzip(String piece, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
        }
        return packed.toByteArray();
    }
}
