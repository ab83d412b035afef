package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every error of the wire reference can be made to happen. */
class GoldenErrorsTest {
    private static Sandbox sandbox;
    private static Visitor visitor;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        visitor = new Visitor(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static List<String> errors() throws IOException, URISyntaxException {
        Path folder = Path.of(GoldenErrorsTest.class
                .getResource("/novita-api-examples/error.429.response.json")
                .toURI());
        try (Stream<Path> files = Files.list(folder.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(s3-put\\.)?error\\..*"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreErrorsToLookAt() throws IOException, URISyntaxException {
        assertThat(errors()).hasSize(57);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void canBeProduced(String name) {
        ObjectNode golden = Golden.body(name);
        if (name.endsWith(".http")) {
            int status = golden.get("status").intValue();
            String body = golden.get("body").stringValue();
            Map<String, String> headers = headers(golden);
            Answer answer = answer(name, Fault.raw(status, headers, body));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo(body);
            headers.forEach((header, value) -> assertThat(answer.header(header)).isEqualTo(value));
        } else {
            int status = Integer.parseInt(name.split("\\.", -1)[1]);
            Answer answer = answer(name, fault(status, golden));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.json()).isEqualTo(golden);
        }
    }

    /** The usual form has a factory of its own. */
    private static Fault fault(int status, ObjectNode golden) {
        if (!Set.copyOf(golden.propertyNames()).equals(Set.of("code", "reason", "message", "metadata"))) {
            return Fault.raw(status, Map.of("Content-Type", "application/json"), golden.toString());
        }
        return Fault.apiError(
                status,
                golden.get("reason").stringValue(),
                golden.get("message").stringValue(),
                texts(golden.get("metadata")));
    }

    private static Answer answer(String name, Fault fault) {
        if (name.startsWith("s3-put")) {
            sandbox.faults().on(SandboxEndpoint.STORAGE_PUT, fault);
            return visitor.put(visitor.slot("png").get("upload_url").stringValue(), new byte[] {1, 2, 3});
        }
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, fault);
        return visitor.post("/v3/async/txt2img", Golden.drawing("minimal"));
    }

    private static Map<String, String> headers(ObjectNode golden) {
        return texts(golden.get("headers"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
        return texts;
    }
}
