package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The control API: faults and the ledger over HTTP, without a key. */
class ControlTest extends ClockedSandboxTest {
    private static final String FAULTS = "/sandbox/faults";

    private record Written(String json, Fault fault) {}

    static List<Written> faults() {
        return List.of(
                new Written(
                        "{\"kind\":\"api-error\",\"status\":429}",
                        Fault.apiError(429, "RATE_LIMIT_EXCEEDED", "a fault of the sandbox")),
                new Written(
                        "{\"kind\":\"api-error\",\"status\":500,\"reason\":\"TASK_FAILED\",\"message\":\"m\","
                                + "\"metadata\":{\"task_id\":\"x\"},\"retry_after\":3,\"next\":2}",
                        Fault.apiError(500, "TASK_FAILED", "m", Map.of("task_id", "x"))
                                .retryAfter(Duration.ofSeconds(3))
                                .next(2)),
                new Written(
                        "{\"kind\":\"raw\",\"status\":504,\"headers\":{\"X-Odd\":\"1\"},\"body\":\"ü\",\"every\":3}",
                        Fault.raw(504, Map.of("X-Odd", "1"), "ü").everyNth(3)),
                new Written("{\"kind\":\"throttled\"}", Fault.throttled()),
                new Written("{\"kind\":\"throttled\",\"retry_after\":7}", Fault.throttled(Duration.ofSeconds(7))),
                new Written("{\"kind\":\"latency\",\"seconds\":1.5}", Fault.latency(Duration.ofMillis(1500))),
                new Written("{\"kind\":\"late-answer\",\"seconds\":2}", Fault.lateAnswer(Duration.ofSeconds(2))),
                new Written(
                        "{\"kind\":\"raw\",\"status\":502,\"retry_after\":4}",
                        Fault.raw(502, Map.of(), "").retryAfter(Duration.ofSeconds(4))),
                new Written(
                        "{\"kind\":\"reset-before\",\"probability\":0.5,\"seed\":9}",
                        Fault.resetBefore().withProbability(0.5, 9)),
                new Written("{\"kind\":\"reset-after\"}", Fault.resetAfter()),
                new Written("{\"kind\":\"truncated\"}", Fault.truncated()),
                new Written("{\"kind\":\"garbage\"}", Fault.garbage()),
                new Written("{\"kind\":\"stuck\"}", Fault.stuck()),
                new Written("{\"kind\":\"failed\"}", Fault.failed()),
                new Written("{\"kind\":\"canceled\"}", Fault.canceled()),
                new Written("{\"kind\":\"vanished\"}", Fault.vanished()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void switchesFaultsOnAndGivesThemBackAsItTakesThem(Written written) {
        JsonNode given = put("txt2img", written.json()).success();
        assertThat(sandbox.faults().active()).isEqualTo(Map.of(SandboxEndpoint.TXT2IMG, List.of(written.fault())));
        sandbox.faults().clear();
        put("txt2img", given.toString()).success();
        assertThat(sandbox.faults().active()).isEqualTo(Map.of(SandboxEndpoint.TXT2IMG, List.of(written.fault())));
    }

    @Test
    void storageErrorsAreWrittenInXml() {
        put("storage-put", "{\"kind\":\"storage-error\",\"status\":503,\"code\":\"SlowDown\",\"retry_after\":3}")
                .success();
        Answer refusal = visitor.put("/storage/x", new byte[1]);
        refusal.isRefusedByStorage(503, "SlowDown", "a fault of the sandbox");
        assertThat(refusal.header("Retry-After")).isEqualTo("3");
    }

    @Test
    void takesSeveralFaultsForOneEndpoint() {
        put("user", "[{\"kind\":\"throttled\",\"next\":1},{\"kind\":\"api-error\",\"status\":503,\"next\":1}]")
                .success();
        assertThat(visitor.get("/v3/user").status()).isEqualTo(429);
        visitor.get("/v3/user").isRefused(503, "SERVICE_NOT_AVAILABLE");
        assertThat(visitor.get("/v3/user").status()).isEqualTo(200);
    }

    @Test
    void showsAndClearsOneEndpointOrAll() {
        put("user", "{\"kind\":\"garbage\"}").success();
        put("txt2img", "{\"kind\":\"stuck\"}").success();
        assertThat(call("GET", FAULTS).success())
                .isEqualTo(Visitor.parse("{\"txt2img\":[{\"kind\":\"stuck\"}],\"user\":[{\"kind\":\"garbage\"}]}"));
        assertThat(call("GET", FAULTS + "/user").success()).isEqualTo(Visitor.parse("[{\"kind\":\"garbage\"}]"));
        assertThat(call("DELETE", FAULTS + "/user").success()).isEqualTo(Visitor.parse("[]"));
        assertThat(sandbox.faults().active()).containsOnlyKeys(SandboxEndpoint.TXT2IMG);
        assertThat(call("DELETE", FAULTS).success()).isEqualTo(Visitor.parse("{}"));
        assertThat(sandbox.faults().active()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"flood\"} | VALIDATOR | Fault.Kind: value must be in list",
                "{} | VALIDATOR | Fault.Kind: value is required",
                "{\"kind\":\"garbage\",\"status\":500} | INVALID_REQUEST_BODY | unknown field \"status\"",
                "{\"kind\":\"api-error\"} | VALIDATOR | Fault.Status: value is required",
                "{\"kind\":\"api-error\",\"status\":600} | VALIDATOR | range [200, 599] but was 600",
                "{\"kind\":\"api-error\",\"status\":500,\"metadata\":{\"a\":1}} | INVALID_REQUEST_BODY | must be text",
                "{\"kind\":\"raw\",\"status\":200,\"headers\":{\"Content-Length\":\"1\"}} | VALIDATOR | headers must leave",
                "{\"kind\":\"latency\",\"seconds\":3601} | VALIDATOR | range [0, 3600]",
                "{\"kind\":\"garbage\",\"next\":1,\"every\":2} | INVALID_REQUEST_BODY | only one of next, every and",
                "{\"kind\":\"stuck\"} | VALIDATOR | stuck does nothing at user",
                "[{\"kind\":\"garbage\"},3] | INVALID_REQUEST_BODY | value must be an object but was 3"
            })
    void refusesWhatIsNoFaultThere(String json, String reason, String message) {
        put("user", json).isRefused(400, reason, message);
        assertThat(sandbox.faults().active()).isEmpty();
    }

    @Test
    void knowsNoOtherEndpointsAndRoutes() {
        put("users", "{\"kind\":\"garbage\"}").isRefused(404, "ENDPOINT_NOT_FOUND", "there is no endpoint users");
        assertThat(call("POST", FAULTS).status()).isEqualTo(404);
        assertThat(call("POST", FAULTS + "/user").status()).isEqualTo(404);
        assertThat(call("GET", "/sandbox/else").status()).isEqualTo(404);
    }

    @Test
    void showsTheLedgerAndKeepsItselfOutOfIt() {
        String asset = visitor.upload("png", new byte[] {1, 2, 3});
        String task = visitor.post("/v3/async/txt2img", Golden.drawing("minimal"))
                .success()
                .get("task_id")
                .stringValue();
        JsonNode ledger = call("GET", "/sandbox/ledger").success();
        assertThat(ledger.get("stored_images"))
                .isEqualTo(Visitor.parse("[{\"assets_id\":\"" + asset + "\",\"bytes\":3}]"));
        assertThat(ledger.get("paid_tasks"))
                .isEqualTo(Visitor.parse("[{\"kind\":\"txt2img\",\"task_id\":\"" + task
                        + "\",\"name\":\"a lighthouse\",\"instant\":\"2026-03-04T05:06:07Z\",\"price\":20}]"));
        assertThat(ledger.get("requests")).hasSize(3);
        assertThat(ledger.at("/requests/2"))
                .isEqualTo(Visitor.parse("{\"method\":\"POST\",\"path\":\"/v3/async/txt2img\",\"status\":200}"));
        assertThat(call("GET", "/sandbox/ledger").success().get("requests")).hasSize(3);
    }

    private Answer put(String endpoint, String json) {
        return visitor.send(visitor.request(FAULTS + "/" + endpoint)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    private Answer call(String method, String path) {
        return visitor.send(visitor.request(path).method(method, BodyPublishers.noBody()));
    }
}
