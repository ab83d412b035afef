package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client of a sandbox, over real sockets. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Visitor(Sandbox sandbox) {
        this.base = sandbox.baseUrl();
    }

    HttpRequest.Builder request(String pathOrUrl) {
        return HttpRequest.newBuilder(base.resolve(pathOrUrl)).timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(request(path).header("Authorization", "Bearer key"));
    }

    Answer post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Authorization", "Bearer key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer put(String url, byte[] body) {
        return put(url, BodyPublishers.ofByteArray(body));
    }

    Answer put(String url, BodyPublisher body) {
        return send(request(url).PUT(body));
    }

    JsonNode slot(String extension) {
        return post("/v3/assets/training_dataset", "{\"file_extension\":\"" + extension + "\"}")
                .success();
    }

    /** Uploads an image and answers its id. */
    String upload(String extension, byte[] content) {
        JsonNode slot = slot(extension);
        Answer answer = put(slot.get("upload_url").stringValue(), content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return slot.get("assets_id").stringValue();
    }

    /** Submits a training by the golden body, with other images and another name. */
    Answer train(String name, String... assetIds) {
        return post("/v3/training/style", Golden.training("create.request", name, assetIds));
    }

    JsonNode training(String taskId) {
        return get("/v3/training/style?task_id=" + taskId).success();
    }

    /** Asks for a drawing until it is done, and answers the result. */
    JsonNode drawn(String taskId) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonNode result = get("/v3/async/task-result?task_id=" + taskId).success();
            String status = result.at("/task/status").stringValue();
            if (!status.equals("TASK_STATUS_QUEUED") && !status.equals("TASK_STATUS_PROCESSING")) {
                return result;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not drawn after " + PATIENCE);
    }

    /** Submits a drawing and answers the bytes of its first picture. */
    byte[] draw(ObjectNode body) {
        String id = post("/v3/async/txt2img", body).success().get("task_id").stringValue();
        JsonNode result = drawn(id);
        Answer picture = send(request(result.at("/images/0/image_url").stringValue()));
        assertThat(picture.status()).as(result + picture.text()).isEqualTo(200);
        return picture.bytes();
    }

    /** Writes bytes as they are and answers all that comes back until the sandbox hangs up. */
    String sendRaw(String request) {
        return sendRaw(request, false);
    }

    /** Writes bytes as they are and says that no more will come. */
    String sendRawAndHangUp(String request) {
        return sendRaw(request, true);
    }

    /** Writes bytes as they are and closes the connection. */
    void sendRawAndLeave(String request) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sendRaw(String request, boolean hangUp) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            if (hangUp) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return base.getAuthority();
    }

    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }
}
