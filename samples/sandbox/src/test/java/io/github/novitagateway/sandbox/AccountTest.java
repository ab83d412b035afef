package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxLedger.PaidTask;
import java.awt.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AccountTest {
    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private Visitor visitor;
    private String asset;

    @BeforeEach
    void start() {
        SandboxOptions options = SandboxOptions.builder()
                .balance(1_000)
                .trainingPrice(700)
                .imagePrice(40)
                .build();
        sandbox = Sandbox.start(options, clock);
        visitor = new Visitor(sandbox);
        asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void paysForTrainingsAndForEachPicture() {
        String training = submitted(visitor.train("style", asset));
        assertThat(balance()).isEqualTo(300);
        String plain = submitted(visitor.post("/v3/async/txt2img", drawing(2, false)));
        assertThat(balance()).isEqualTo(220);
        String inspected = submitted(visitor.post("/v3/async/txt2img", drawing(2, true)));
        assertThat(balance()).isEqualTo(110);

        assertThat(sandbox.ledger().paidTasks())
                .containsExactly(
                        new PaidTask("style", training, "style", clock.instant(), 700),
                        new PaidTask("txt2img", plain, "a lighthouse", clock.instant(), 80),
                        new PaidTask("txt2img", inspected, "a lighthouse", clock.instant(), 110));
    }

    @Test
    void startsNothingThatCannotBePaid() {
        submitted(visitor.train("first", asset));
        visitor.train("second", asset).isRefused(400, "BILLING_BALANCE_NOT_ENOUGH", "costs 700 of 300");
        visitor.post("/v3/async/txt2img", drawing(8, false)).isRefused(400, "BILLING_BALANCE_NOT_ENOUGH");

        assertThat(balance()).isEqualTo(300);
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        assertThat(visitor.get("/v3/training").success().get("tasks")).hasSize(1);
    }

    @Test
    void refusedRequestsCostNothing() {
        visitor.train("style", "no such asset").isRefused(400, "VALIDATOR");
        assertThat(balance()).isEqualTo(1_000);
    }

    @Test
    void tellsTheBalanceInBothForms() {
        submitted(visitor.train("style", asset));
        JsonNode detail = visitor.get("/openapi/v1/billing/balance/detail").success();
        assertThat(detail)
                .isEqualTo(Visitor.parse("{\"availableBalance\":\"300\",\"cashBalance\":\"300\",\"creditLimit\":\"0\","
                        + "\"pendingCharges\":\"0\",\"outstandingInvoices\":\"0\"}"));
        assertThat(visitor.get("/v3/user").success())
                .isEqualTo(Visitor.parse("{\"allow_features\":[],\"credit_balance\":300,\"free_trial\":{}}"));
    }

    private long balance() {
        return visitor.get("/v3/user").success().get("credit_balance").longValue();
    }

    private static String submitted(Answer answer) {
        return answer.success().get("task_id").stringValue();
    }

    private static ObjectNode drawing(int images, boolean detection) {
        ObjectNode body = Golden.drawing("minimal");
        body.putObject("extra").put("enable_nsfw_detection", detection);
        Golden.request(body).put("image_num", images).put("width", 128).put("height", 128);
        return body;
    }
}
