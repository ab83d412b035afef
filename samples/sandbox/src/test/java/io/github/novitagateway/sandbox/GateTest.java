package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private Sandbox sandbox;
    private Visitor visitor;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.builder().key("right-key").build());
        visitor = new Visitor(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void blocksRequestsWithoutUserAgentBeforeAllElse() {
        String answer = visitor.sendRaw(
                "GET /no-such-route HTTP/1.1\r\nHost: " + visitor.host() + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .containsIgnoringCase("content-type: text/plain")
                .endsWith("\r\n\r\nerror code: 1010");
    }

    @Test
    void answersUnknownRoutesInPlainTextBeforeItLooksAtTheKey() {
        Answer answer = visitor.send(visitor.request("/v3/no-such-route"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text()).isEqualTo("404 page not found\n");
    }

    @Test
    void knowsNoRouteByAnotherMethod() {
        assertThat(visitor.send(visitor.request("/v3/async/txt2img")).status()).isEqualTo(404);
    }

    @Test
    void refusesMissingAndEmptyKeys() {
        visitor.send(visitor.request("/v3/user")).isRefused(400, "MISSING_API_KEY");
        visitor.send(visitor.request("/v3/user").header("Authorization", "Bearer "))
                .isRefused(400, "MISSING_API_KEY");
    }

    @Test
    void refusesAWrongKey() {
        visitor.send(visitor.request("/v3/user").header("Authorization", "Bearer right-key;"))
                .isRefused(403, "INVALID_API_KEY", "invalid api-key");
    }

    @Test
    void takesTheRightKeyAsBearerTokenAndBare() {
        assertThat(user("Bearer right-key").status()).isEqualTo(200);
        assertThat(user("bearer right-key").status()).isEqualTo(200);
        assertThat(user("right-key").status()).isEqualTo(200);
    }

    @Test
    void looksAtTheKeyBeforeTheBody() {
        visitor.post("/v3/async/txt2img", "not json").isRefused(403, "INVALID_API_KEY");
    }

    @Test
    void takesAnyKeyWhenNoneIsSet() {
        try (Sandbox open = Sandbox.start(SandboxOptions.defaults())) {
            assertThat(new Visitor(open).get("/v3/user").status()).isEqualTo(200);
        }
    }

    private Answer user(String authorization) {
        return visitor.send(visitor.request("/v3/user").header("Authorization", authorization));
    }
}
