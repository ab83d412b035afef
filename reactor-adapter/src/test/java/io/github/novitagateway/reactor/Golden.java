package io.github.novitagateway.reactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden bodies: what is sent and what is answered, kept beside the wire reference. Each use leaves a mark. */
final class Golden {

    static final JsonMapper JSON = new JsonMapper();
    static final GoldenUses USES = new GoldenUses(Path.of("target", "golden-uses"));
    private static final Map<String, Integer> STATUS = statuses();

    private Golden() {}

    static byte[] bytes(String file) {
        USES.mark(file);
        return read(file);
    }

    private static byte[] read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/novita-api-examples/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode index() {
        return JSON.readTree(read("index.json"));
    }

    static JsonNode json(String file) {
        return JSON.readTree(bytes(file));
    }

    /**
     * The bytes of all, without the frame that tells status and headers. No use of any: whatever is in them will do.
     */
    static Stream<byte[]> everyBody() {
        return GoldenUses.listed(index()).stream().sorted().map(file -> {
            byte[] body = read(file);
            return file.endsWith(".http.json")
                    ? JSON.readTree(body).get("body").stringValue().getBytes(StandardCharsets.UTF_8)
                    : body;
        });
    }

    /** All answers whose file names start so. */
    static Set<String> answers(String prefix) {
        return STATUS.keySet().stream().filter(file -> file.startsWith(prefix)).collect(Collectors.toSet());
    }

    /** The answer as a server gives it: status from the index, or status and headers from the file itself. */
    static MockResponse answer(String file) {
        if (file.endsWith(".http.json")) {
            JsonNode http = json(file);
            MockResponse.Builder answer = new MockResponse.Builder()
                    .code(http.get("status").intValue())
                    .body(http.get("body").stringValue());
            http.get("headers").properties().forEach(header -> {
                if (!header.getKey().equals("Content-Length")) {
                    answer.setHeader(header.getKey(), header.getValue().stringValue());
                }
            });
            return answer.build();
        }
        return new MockResponse.Builder()
                .code(Objects.requireNonNull(STATUS.get(file), file))
                .setHeader("Content-Type", "application/json")
                .body(new String(bytes(file), StandardCharsets.UTF_8))
                .build();
    }

    private static Map<String, Integer> statuses() {
        return index().get("files")
                .valueStream()
                .filter(entry -> entry.has("http_status"))
                .collect(Collectors.toMap(
                        entry -> entry.get("file").stringValue(),
                        entry -> entry.get("http_status").intValue()));
    }
}
