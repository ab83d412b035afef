package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxLedger.Delivery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebhookTest {
    private static final String ROUTE = "/v3/async/txt2img";

    private Sandbox sandbox;
    private Visitor visitor;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.builder().speed(1000).build());
        visitor = new Visitor(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"txt2img", "img2img"})
    void tellTheEndInTheFormOfTheTaskResult(String kind) throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            ObjectNode body = withWebhook(kind, receiver.url());
            String id = submit("/v3/async/" + kind, body);
            JsonNode event = receiver.event();
            JsonNode result = visitor.drawn(id);

            JsonNode golden = Golden.body("webhook.event.succeeded.request");
            assertThat(event.propertyNames()).containsExactlyInAnyOrderElementsOf(golden.propertyNames());
            assertThat(event.get("event_type").stringValue()).isEqualTo("ASYNC_TASK_RESULT");
            JsonNode payload = event.get("payload");
            assertThat(payload.propertyNames())
                    .containsExactlyInAnyOrderElementsOf(golden.get("payload").propertyNames());
            assertThat(payload.get("task")).isEqualTo(result.get("task"));
            assertThat(payload.at("/task/status").stringValue()).isEqualTo("TASK_STATUS_SUCCEED");
            assertThat(payload.at("/extra/webhook/url").stringValue()).isEqualTo(receiver.url());
            assertThat(payload.at("/extra/seed")).isEqualTo(result.at("/extra/seed"));
            assertThat(payload.at("/images/0/image_url_ttl").stringValue()).isEqualTo("3600");
            String url = payload.at("/images/0/image_url").stringValue();
            assertThat(visitor.send(visitor.request(url)).status()).isEqualTo(200);
            assertThat(delivered(1)).containsExactly(new Delivery(id, "/hook/token", 1, 200));
        }
    }

    @Test
    void areNoPartOfTheTaskResult() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            String id = submit(ROUTE, withWebhook("txt2img", receiver.url()));
            receiver.event();
            assertThat(visitor.drawn(id).get("extra").has("webhook")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"failed, TASK_STATUS_FAILED", "canceled, TASK_STATUS_CANCELED", "vanished, TASK_STATUS_SUCCEED"})
    void tellBadEndsToo(String kind, String status) throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            sandbox.faults().on(SandboxEndpoint.TXT2IMG, FaultForm.readShort(kind));
            submit(ROUTE, withWebhook("txt2img", receiver.url()));
            JsonNode event = receiver.event();
            assertThat(event.at("/payload/task/status").stringValue()).isEqualTo(status);
            assertThat(event.at("/payload/images")).isEmpty();
        }
    }

    @Test
    void areRepeatedUntilTheyAreHeard() throws InterruptedException {
        try (Receiver receiver = new Receiver(500, 302, 404)) {
            String id = submit(ROUTE, withWebhook("txt2img", receiver.url()));
            JsonNode first = receiver.event();
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.event()).isEqualTo(first);
            }
            assertThat(delivered(4))
                    .containsExactly(
                            new Delivery(id, "/hook/token", 1, 500),
                            new Delivery(id, "/hook/token", 2, 302),
                            new Delivery(id, "/hook/token", 3, 404),
                            new Delivery(id, "/hook/token", 4, 200));
        }
    }

    @Test
    void ofAStuckTaskNeverCome() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.stuck().next(1));
            submit(ROUTE, withWebhook("txt2img", receiver.url()));
            String lucky = submit(ROUTE, withWebhook("txt2img", receiver.url()));
            assertThat(receiver.event().at("/payload/task/task_id").stringValue())
                    .isEqualTo(lucky);
            assertThat(receiver.isIdle()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TASK_STATUS_SUCCEED", "TASK_STATUS_FAILED"})
    void aTestPretendsAnEndAndCostsNothing(String status) throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            String id = submit(ROUTE, test(receiver.url(), status));
            assertThat(sandbox.ledger().deliveries()).containsExactly(new Delivery(id, "/hook/token", 1, 200));
            JsonNode payload = receiver.event().get("payload");
            assertThat(payload.at("/task/task_id").stringValue()).isEqualTo(id);
            assertThat(payload.at("/task/status").stringValue()).isEqualTo(status);
            assertThat(payload.at("/task/eta").doubleValue()).isZero();
            assertThat(payload.get("images").size()).isEqualTo(status.endsWith("SUCCEED") ? 1 : 0);
            assertThat(payload.at("/task/reason").stringValue().isEmpty()).isEqualTo(status.endsWith("SUCCEED"));
            assertThat(payload.at("/extra/webhook/url").stringValue()).isEqualTo(receiver.url());
            assertThat(sandbox.ledger().paidTasks()).isEmpty();
            visitor.get("/v3/async/task-result?task_id=" + id).isRefused(404, "TASK_NOT_FOUND");
        }
    }

    @Test
    void aTestThatNobodyHearsFailsTheSubmitAfterOneAttempt() {
        JsonNode golden = Golden.body("error.500.webhook-test-unreachable.response");
        try (Receiver deaf = new Receiver(503)) {
            Answer answer = visitor.post(ROUTE, test(deaf.url(), "TASK_STATUS_SUCCEED"));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json()).isEqualTo(golden);
        }
        Sandbox dead = Sandbox.start(SandboxOptions.defaults());
        dead.close();
        Answer answer = visitor.post(ROUTE, test(dead.baseUrl() + "/hook", "TASK_STATUS_FAILED"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).isEqualTo(golden);
        assertThat(sandbox.ledger().deliveries()).extracting(Delivery::status).containsExactly(503, 0);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @Test
    void aTestThatIsNotEnabledIsARealTask() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            ObjectNode body = test(receiver.url(), "TASK_STATUS_FAILED");
            ((ObjectNode) body.at("/extra/webhook/test_mode")).put("enabled", false);
            submit(ROUTE, body);
            assertThat(receiver.event().at("/payload/task/status").stringValue())
                    .isEqualTo("TASK_STATUS_SUCCEED");
            assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Webhook.Url: value is required",
                "{\"url\":\"not a url\"} | Webhook.Url: value must be a URL",
                "{\"url\":\"/hook\"} | Webhook.Url: value must be an http or https URL with a host",
                "{\"url\":\"ftp://a.example/x\"} | Webhook.Url: value must be an http or https URL",
                "{\"url\":\"http://a.example\",\"test_mode\":{}} | TestMode.Enabled: value is required",
                "{\"url\":\"http://a.example\",\"test_mode\":{\"enabled\":true}} | TestMode.ReturnTaskStatus: value is",
                "{\"url\":\"http://a.example\",\"test_mode\":{\"enabled\":true,\"return_task_status\":\"X\"}} | in list"
            })
    void areRefusedWhenTheyAreNotAsDocumented(String webhook, String message) {
        ObjectNode body = Golden.drawing("minimal");
        body.putObject("extra").set("webhook", Visitor.parse(webhook));
        visitor.post(ROUTE, body).isRefused(400, "VALIDATOR", message);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @Test
    void areShownByTheControlApi() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            String id = submit(ROUTE, withWebhook("txt2img", receiver.url()));
            receiver.event();
            delivered(1);
            assertThat(visitor.get("/sandbox/ledger").success().get("deliveries"))
                    .isEqualTo(Visitor.parse(
                            "[{\"task_id\":\"" + id + "\",\"path\":\"/hook/token\",\"attempt\":1,\"status\":200}]"));
        }
    }

    private static ObjectNode withWebhook(String kind, String url) {
        ObjectNode body = Golden.body(kind.equals("txt2img") ? "txt2img.minimal.request" : "img2img.request");
        Golden.request(body).put("width", 128).put("height", 128).remove("loras");
        body.putObject("extra").putObject("webhook").put("url", url);
        return body;
    }

    private static ObjectNode test(String url, String status) {
        ObjectNode body = Golden.body("webhook.submit.test-mode.request");
        ObjectNode webhook = (ObjectNode) body.at("/extra/webhook");
        webhook.put("url", url);
        ((ObjectNode) webhook.get("test_mode")).put("return_task_status", status);
        return body;
    }

    private String submit(String route, ObjectNode body) {
        return visitor.post(route, body).success().get("task_id").stringValue();
    }

    /** The deliveries, once there are so many. */
    private List<Delivery> delivered(int count) {
        Instant end = Instant.now().plusSeconds(20);
        while (sandbox.ledger().deliveries().size() < count && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return sandbox.ledger().deliveries();
    }
}
