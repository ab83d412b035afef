package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.sandbox.SandboxLedger.RecordedRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** What faults do to requests, answers and connections. */
class FaultsTest extends ClockedSandboxTest {
    private static final String TXT2IMG = "/v3/async/txt2img";

    @ParameterizedTest
    @CsvSource({
        "UPLOAD_SLOT, POST, /v3/assets/training_dataset",
        "STYLE_SUBMIT, POST, /v3/training/style",
        "STYLE_STATUS, GET, /v3/training/style",
        "SUBJECT_SUBMIT, POST, /v3/training/subject",
        "SUBJECT_STATUS, GET, /v3/training/subject",
        "TRAINING_LIST, GET, /v3/training",
        "TXT2IMG, POST, /v3/async/txt2img",
        "IMG2IMG, POST, /v3/async/img2img",
        "TASK_RESULT, GET, /v3/async/task-result",
        "MODEL_LIST, GET, /v3/model",
        "USER, GET, /v3/user",
        "BALANCE, GET, /openapi/v1/billing/balance/detail",
        "STORAGE_PUT, PUT, /storage/prod/x.png",
        "IMAGE_GET, GET, /results/prod/x_0.png",
        "MODEL_FILE, GET, /models/model_1.safetensors"
    })
    void strikeAtTheirOwnEndpointAlone(SandboxEndpoint endpoint, String method, String path) {
        Fault fault = Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "busy");
        for (SandboxEndpoint other : SandboxEndpoint.values()) {
            if (other != endpoint) {
                sandbox.faults().on(other, Fault.apiError(500, "UNKNOWN_ERROR", "not this one"));
            }
        }
        sandbox.faults().on(endpoint, fault);
        call(method, path).isRefused(503, "SERVICE_NOT_AVAILABLE", "busy");
        sandbox.faults().clear();
        assertThat(call(method, path).status()).isNotIn(500, 503);
    }

    @Test
    void anAnswerComesInsteadOfProcessing() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.apiError(500, "CREATE_TASK_FAILED", "sorry"));
        visitor.post(TXT2IMG, Golden.drawing("minimal")).isRefused(500, "CREATE_TASK_FAILED", "sorry");
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
        assertThat(sandbox.ledger().requests()).containsExactly(new RecordedRequest("POST", TXT2IMG, 500));
    }

    @Test
    void throttlesWithAndWithoutRetryAfter() {
        sandbox.faults().on(SandboxEndpoint.USER, Fault.throttled());
        Answer silent = visitor.get("/v3/user");
        silent.isRefused(429, "RATE_LIMIT_EXCEEDED");
        assertThat(silent.header("Retry-After")).isEmpty();
        sandbox.faults().on(SandboxEndpoint.USER, Fault.throttled(Duration.ofSeconds(7)));
        Answer polite = visitor.get("/v3/user");
        polite.isRefused(429, "RATE_LIMIT_EXCEEDED");
        assertThat(polite.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void answersOfAnyFormHaveTheirHeadersAndBody() {
        sandbox.faults()
                .on(SandboxEndpoint.USER, Fault.raw(502, Map.of("Content-Type", "text/html", "X-Odd", "1"), "<p>ü"));
        Answer answer = visitor.get("/v3/user");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
        assertThat(answer.header("X-Odd")).isEqualTo("1");
        assertThat(answer.text()).isEqualTo("<p>ü");
    }

    @Test
    void storageErrorsComeInTheFormOfS3() {
        sandbox.faults().on(SandboxEndpoint.STORAGE_PUT, Fault.storageError(503, "SlowDown", "Please slow down."));
        visitor.put("/storage/prod/x.png", new byte[1])
                .isRefusedByStorage(503, "SlowDown", "<Message>Please slow down.</Message>");
    }

    static Stream<Fault> waits() {
        return Stream.of(Fault.latency(Duration.ofMillis(400)), Fault.lateAnswer(Duration.ofMillis(400)));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aWaitComesBeforeTheTrueAnswer(Fault wait) {
        sandbox.faults().on(SandboxEndpoint.USER, wait);
        long start = System.nanoTime();
        visitor.get("/v3/user").success();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aClientThatGoesAwayDuringALatencyCostsNothing() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.latency(Duration.ofMillis(300)));
        sandbox.faults().on(SandboxEndpoint.USER, Fault.latency(Duration.ofMillis(900)));
        visitor.sendRawAndLeave(submission());
        visitor.get("/v3/user").success();
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @Test
    void aClientThatDoesNotWaitForALateAnswerHasPaid() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.lateAnswer(Duration.ofMinutes(1)));
        visitor.sendRawAndLeave(submission());
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sandbox.ledger().paidTasks().isEmpty() && System.nanoTime() < end) {
            visitor.get("/v3/user").success();
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void aResetBeforeProcessingCostsNothing() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.resetBefore());
        assertThatThrownBy(this::submitRaw)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("reset");
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
        assertThat(sandbox.ledger().requests()).containsExactly(new RecordedRequest("POST", TXT2IMG, 0));
    }

    @Test
    void aResetAfterProcessingLosesTheAnswerOfAPaidTask() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.resetAfter());
        assertThatThrownBy(this::submitRaw)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("reset");
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        String id = sandbox.ledger().paidTasks().get(0).taskId();
        visitor.get("/v3/async/task-result?task_id=" + id).success();
    }

    @Test
    void aResetAfterProcessingHidesRefusalsToo() {
        sandbox.faults().on(SandboxEndpoint.STYLE_STATUS, Fault.resetAfter());
        assertThatThrownBy(() -> visitor.sendRaw(
                        "GET /v3/training/style?task_id=x HTTP/1.1\r\nHost: " + visitor.host() + "\r\n\r\n"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTruncatedAnswerIsLongerThanWhatArrives() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.truncated());
        String answer = submitRaw();
        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: 50\r\n");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                .startsWith("{\"task_id\":\"")
                .hasSize(25);
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void anEmptyAnswerIsTruncatedByPromisingAByte() {
        sandbox.faults().on(SandboxEndpoint.USER, Fault.raw(200, Map.of(), ""), Fault.truncated());
        assertThat(getRaw("/v3/user")).containsIgnoringCase("content-length: 0\r\n");
        sandbox.faults().on(SandboxEndpoint.USER, Fault.truncated(), Fault.raw(200, Map.of(), ""));
        assertThat(getRaw("/v3/user"))
                .containsIgnoringCase("content-length: 1\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void garbageComesUnderTheHeadersOfTheTrueAnswer() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.garbage());
        Answer answer = visitor.post(TXT2IMG, Golden.drawing("minimal"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text().getBytes(StandardCharsets.UTF_8)).isNotEqualTo(answer.bytes());
        assertThatThrownBy(answer::json).isInstanceOf(JacksonException.class);
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void leaveTheConnectionUsableWhenTheyAnswerAnUpload() {
        String url = visitor.slot("png").get("upload_url").stringValue();
        sandbox.faults()
                .on(
                        SandboxEndpoint.STORAGE_PUT,
                        Fault.storageError(500, "InternalError", "x").next(2));
        byte[] large = new byte[5_000_000];
        assertThat(visitor.put(url, large).status()).isEqualTo(500);
        assertThat(visitor.put(url, large).status()).isEqualTo(500);
        assertThat(visitor.put(url, large).status()).isEqualTo(200);
    }

    private Answer call(String method, String path) {
        return switch (method) {
            case "GET" -> visitor.get(path);
            case "PUT" -> visitor.put(path, new byte[1]);
            default -> visitor.post(path, "{}");
        };
    }

    private String submitRaw() {
        return visitor.sendRaw(submission());
    }

    private String submission() {
        String body = Golden.drawing("minimal").toString();
        return "POST " + TXT2IMG + " HTTP/1.1\r\nHost: " + visitor.host()
                + "\r\nUser-Agent: test\r\nAuthorization: key\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private String getRaw(String path) {
        return visitor.sendRaw("GET " + path + " HTTP/1.1\r\nHost: " + visitor.host()
                + "\r\nUser-Agent: test\r\nAuthorization: key\r\nConnection: close\r\n\r\n");
    }
}
