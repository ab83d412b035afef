package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the sandbox answered, with the questions that tests ask of it. */
record Answer(HttpResponse<byte[]> response) {
    private static final JsonMapper MAPPER = new JsonMapper();

    int status() {
        return response.statusCode();
    }

    byte[] bytes() {
        return response.body();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        assertThat(header("Content-Type")).startsWith("application/json");
        return MAPPER.readTree(response.body());
    }

    /** The JSON of an answer that must be a success. */
    JsonNode success() {
        assertThat(status()).as(text()).isEqualTo(200);
        return json();
    }

    /** Must be an error in the service's form. */
    void isRefused(int status, String reason, String... messageParts) {
        assertThat(status()).as(text()).isEqualTo(status);
        JsonNode body = json();
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("code", "reason", "message", "metadata");
        assertThat(body.get("code").intValue()).isEqualTo(status);
        assertThat(body.get("reason").stringValue()).as(text()).isEqualTo(reason);
        assertThat(body.get("metadata").isObject()).isTrue();
        assertThat(List.of(messageParts))
                .allSatisfy(
                        part -> assertThat(body.get("message").stringValue()).contains(part));
    }

    /** Must be an error in the form of S3. */
    void isRefusedByStorage(int status, String code, String... parts) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("Content-Type")).isEqualTo("application/xml");
        assertThat(header("x-amz-request-id")).isNotEmpty();
        assertThat(header("x-amz-id-2")).isNotEmpty();
        assertThat(text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>")
                .contains("<RequestId>" + header("x-amz-request-id") + "</RequestId>")
                .contains("<HostId>" + header("x-amz-id-2") + "</HostId></Error>")
                .satisfies(xml -> assertThat(List.of(parts))
                        .allSatisfy(part -> assertThat(xml).contains(part)));
    }
}
