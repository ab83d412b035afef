package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final String SLOTS = "/v3/assets/training_dataset";

    private Sandbox sandbox;
    private Visitor visitor;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        visitor = new Visitor(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void mustSayThatItIsJson() {
        visitor.send(visitor.request(SLOTS)
                        .header("Authorization", "Bearer key")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"file_extension\":\"png\"}")))
                .isRefused(400, "INVALID_REQUEST_BODY", "Content-Type must be application/json but was text/plain");
    }

    @Test
    void mayNameItsCharset() {
        Answer answer = visitor.send(visitor.request(SLOTS)
                .header("Authorization", "Bearer key")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"file_extension\":\"png\"}")));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void mustBeWellFormed() {
        visitor.post(SLOTS, "{\"file_extension\":").isRefused(400, "INVALID_REQUEST_BODY", "not JSON");
        visitor.post(SLOTS, "{} {}").isRefused(400, "INVALID_REQUEST_BODY");
        visitor.post(SLOTS, "{\"file_extension\":\"png\",\"file_extension\":\"png\"}")
                .isRefused(400, "INVALID_REQUEST_BODY");
        visitor.post(SLOTS, "").isRefused(400, "INVALID_REQUEST_BODY", "the body is empty");
    }

    @Test
    void mustBeAnObject() {
        visitor.post(SLOTS, "[]").isRefused(400, "INVALID_REQUEST_BODY", "value must be an object but was an array");
    }

    @Test
    void mayHaveNoUnknownFields() {
        visitor.post(SLOTS, "{\"file_extension\":\"png\",\"size\":1}")
                .isRefused(400, "INVALID_REQUEST_BODY", "unknown field \"size\"");
    }

    @Test
    void treatsExplicitNullAsAbsent() {
        visitor.post(SLOTS, "{\"file_extension\":null}")
                .isRefused(400, "VALIDATOR", "FileExtension: value is required");
    }

    @Test
    void failsWithoutAStackTraceWhenTheQueryIsBroken() {
        visitor.sendRaw("GET /v3/training/style?task_id=%zz HTTP/1.1\r\nHost: " + visitor.host()
                + "\r\nUser-Agent: test\r\nAuthorization: key\r\nConnection: close\r\n\r\n");
        assertThat(sandbox.ledger().requests())
                .containsExactly(new SandboxLedger.RecordedRequest("GET", "/v3/training/style", 400));
    }
}
