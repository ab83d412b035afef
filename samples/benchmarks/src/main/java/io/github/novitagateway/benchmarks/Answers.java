package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server answers to a method and a path, from memory: always the same, but for the id that was asked for. */
final class Answers {

    private static final String ASKED = "task_id=";
    private static final String TOLD = "\"task_id\": \"";

    private final Map<String, Answer> answers = new HashMap<>();

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

    byte @Nullable [] to(String method, String path, String query) {
        Answer answer = answers.get(method + " " + path);
        if (answer == null) {
            return null;
        }
        return query.startsWith(ASKED) ? answer.about(query.substring(ASKED.length())) : answer.body;
    }

    private void answer(String request, String example) {
        String file = "/novita-api-examples/" + example + ".response.json";
        try (InputStream body = Answers.class.getResourceAsStream(file)) {
            if (body == null) {
                throw new IllegalStateException("no " + file);
            }
            answers.put(request, new Answer(body.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A body and, where it tells an id, what stands before the id and behind it. */
    private static final class Answer {

        private final byte[] body;
        private final byte[] before;
        private final byte[] behind;

        Answer(byte[] body) {
            String text = new String(body, UTF_8);
            int id = text.indexOf(TOLD) + TOLD.length();
            boolean tellsNone = id < TOLD.length();
            this.body = body;
            this.before = tellsNone ? body : text.substring(0, id).getBytes(UTF_8);
            this.behind = tellsNone
                    ? new byte[0]
                    : text.substring(text.indexOf('"', id)).getBytes(UTF_8);
        }

        byte[] about(String id) {
            if (behind.length == 0) {
                return body;
            }
            byte[] told = Arrays.copyOf(before, before.length + id.length() + behind.length);
            System.arraycopy(id.getBytes(ISO_8859_1), 0, told, before.length, id.length());
            System.arraycopy(behind, 0, told, before.length + id.length(), behind.length);
            return told;
        }
    }
}
