package io.github.novitagateway.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server answers to a method and a path, always the same, from memory. */
final class Answers {

    private final Map<String, byte[]> bodies = new HashMap<>();

    Answers() {
        answer("POST /v3/training/style", "training-style.create");
        answer("GET /v3/training/style", "training-style.get.success-serving");
        answer("GET /v3/training/subject", "training-style.get.queuing"); // what a watch waits for
        answer("GET /v3/training", "training-list.last-page.no-pagination");
        answer("POST /v3/async/txt2img", "txt2img.bare");
        answer("GET /v3/async/task-result", "task-result.succeeded");
        answer("GET /v3/model", "model-list.page");
        answer("GET /openapi/v1/billing/balance/detail", "balance-detail");
        answer("GET /v3/user", "user");
    }

    byte @Nullable [] to(String method, String path) {
        return bodies.get(method + " " + path);
    }

    private void answer(String request, String example) {
        String file = "/novita-api-examples/" + example + ".response.json";
        try (InputStream body = Answers.class.getResourceAsStream(file)) {
            if (body == null) {
                throw new IllegalStateException("no " + file);
            }
            bodies.put(request, body.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
