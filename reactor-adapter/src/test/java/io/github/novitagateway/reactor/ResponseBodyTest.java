package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.task.TaskId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ResponseBodyTest extends ServiceTest {

    private static final int CAP = 5_000;

    @BeforeEach
    void capAnswers() {
        novita.close();
        novita =
                gateway(config().maxResponseBytes(CAP).retry(RetryPolicy.none()).build());
    }

    private Mono<?> status() {
        return novita.trainings().status(TaskId.style("11111111-2222-4333-8444-000000000001"));
    }

    /** A readable answer of exactly this length. */
    private static String answerOf(int length) {
        String answer = "{\"task_status\":\"TRAINING\"}";
        return answer + " ".repeat(length - answer.length());
    }

    @Test
    void readsAnAnswerThatJustFits() {
        answer(new MockResponse.Builder().body(answerOf(CAP)).build());

        assertThat(value(status())).isNotNull();
    }

    @Test
    void anAnswerAboveTheCapIsMalformed() {
        answer(new MockResponse.Builder().body(answerOf(CAP + 1)).build());

        assertFails(MalformedResponseException.class, "maxResponseBytes, 5000");
    }

    @Test
    void anAnswerAboveTheCapIsMalformedWithoutAnAnnouncedLengthToo() {
        answer(new MockResponse.Builder().chunkedBody(answerOf(CAP + 1), 100).build());

        assertFails(MalformedResponseException.class, "maxResponseBytes, 5000");
    }

    @Test
    void ofARefusalTheBeginningIsEnough() {
        answer(new MockResponse.Builder()
                .code(400)
                .body("no ".repeat(1_000_000))
                .build());

        assertFails(InvalidRequestException.class, "no no no");
    }

    @Test
    void readsACompressedAnswer() throws Exception {
        answer(compressed(200, answerOf(1000)));

        value(status());

        assertThat(request().getHeaders().get("Accept-Encoding")).contains("gzip");
    }

    @Test
    void readsACompressedRefusal() throws Exception {
        answer(compressed(400, "{\"code\":400,\"reason\":\"INVALID_REQUEST_BODY\",\"message\":\"packed\"}"));

        assertFails(InvalidRequestException.class, "packed");
    }

    @Test
    void theCapCountsWhatACompressedAnswerUnfoldsTo() throws Exception {
        MockResponse bomb = compressed(200, answerOf(50_000_000));
        assertThat(bomb.getHeaders().get("Content-Length")).isNotNull();
        answer(bomb);

        assertFails(MalformedResponseException.class, "maxResponseBytes, 5000");
    }

    private static MockResponse compressed(int status, String text) throws Exception {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(text);
        }
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Encoding", "gzip")
                .body(packed)
                .build();
    }

    @Test
    void aRefusalWithoutABodyIsStillARefusal() {
        answer("error.502.empty-body.http.json");

        assertFails(ServerException.class, "502");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void anAnswerWithoutABodyIsMalformed(int status) {
        answer(new MockResponse.Builder().code(status).build());

        assertFails(MalformedResponseException.class, "no body");
    }

    private void assertFails(Class<? extends NovitaException> type, String text) {
        StepVerifier.create(status())
                .expectErrorSatisfies(
                        failure -> assertThat(failure).isInstanceOf(type).hasMessageContaining(text))
                .verify(LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024, 1025, 4096})
    void gathersChunksOfAnySize(int chunk) {
        byte[] content = Pictures.png(10_000);

        byte[] whole =
                value(ResponseBody.whole(chunks(content, chunk), content.length, () -> new AssertionError("too long")));
        byte[] beginning = value(ResponseBody.beginning(chunks(content, chunk), 3_000));

        assertThat(whole).isEqualTo(content);
        assertThat(beginning).isEqualTo(Arrays.copyOf(content, 3_000));
    }

    private static Flux<ByteBuf> chunks(byte[] content, int size) {
        List<ByteBuf> chunks = new ArrayList<>();
        for (int from = 0; from < content.length; from += size) {
            chunks.add(Unpooled.wrappedBuffer(content, from, Math.min(size, content.length - from)));
        }
        return Flux.fromIterable(chunks);
    }
}
