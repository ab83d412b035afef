package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What faults make of slots, tasks and pictures. */
class FateTest extends ClockedSandboxTest {
    @Test
    void slotsThatExpireAtOnceAreHealedByANewOneAlone() {
        sandbox.faults().on(SandboxEndpoint.UPLOAD_SLOT, Fault.expired().next(1));
        String dead = visitor.slot("png").get("upload_url").stringValue();
        for (int i = 0; i < 2; i++) {
            visitor.put(dead, new byte[1])
                    .isRefusedByStorage(
                            403,
                            "AccessDenied",
                            "<Message>Request has expired</Message><X-Amz-Expires>120</X-Amz-Expires>");
        }
        String fresh = visitor.slot("png").get("upload_url").stringValue();
        assertThat(visitor.put(fresh, new byte[1]).status()).isEqualTo(200);
    }

    @Test
    void storageCallsAGoodSlotExpired() {
        String url = visitor.slot("png").get("upload_url").stringValue();
        sandbox.faults().on(SandboxEndpoint.STORAGE_PUT, Fault.expired().next(1));
        visitor.put(url, new byte[1]).isRefusedByStorage(403, "AccessDenied", "Request has expired");
        assertThat(sandbox.ledger().storedImages()).isEmpty();
        assertThat(visitor.put(url, new byte[1]).status()).isEqualTo(200);
    }

    @Test
    void linksOfPicturesAndModelsExpireToo() {
        String picture = drawn(submit()).at("/images/0/image_url").stringValue();
        train("style");
        clock.forward(Duration.ofMinutes(20));
        String model = visitor.get("/v3/model?filter.visibility=private")
                .success()
                .at("/models/0/download_url")
                .stringValue();
        sandbox.faults().on(SandboxEndpoint.IMAGE_GET, Fault.expired().next(1));
        sandbox.faults().on(SandboxEndpoint.MODEL_FILE, Fault.expired().next(1));
        fetch(picture).isRefusedByStorage(403, "AccessDenied", "Request has expired");
        fetch(model).isRefusedByStorage(403, "AccessDenied", "Request has expired");
        assertThat(fetch(picture).status()).isEqualTo(200);
        assertThat(fetch(model).status()).isEqualTo(200);
    }

    @Test
    void aStuckTrainingWaitsForEverAndOthersPassIt() {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.stuck().next(1));
        String stuck = train("stuck");
        String lucky = train("lucky");
        clock.forward(Duration.ofDays(2));

        JsonNode waiting = visitor.training(stuck);
        assertThat(waiting.get("task_status").stringValue()).isEqualTo("QUEUING");
        assertThat(waiting.at("/extra/progress_percent").doubleValue()).isZero();
        assertThat(visitor.training(lucky).get("task_status").stringValue()).isEqualTo("SUCCESS");
        JsonNode rows = visitor.get("/v3/training").success().get("tasks");
        assertThat(rows.at("/1/task_status").stringValue()).isEqualTo("QUEUING");
        assertThat(rows.at("/0/task_status").stringValue()).isEqualTo("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({
        "STYLE_SUBMIT, failed, training-style.get.canceled.response, FAILED",
        "STYLE_SUBMIT, canceled, training-style.get.canceled.response, CANCELED",
        "SUBJECT_SUBMIT, failed, training-subject.get.failed.response, FAILED",
        "SUBJECT_SUBMIT, canceled, training-subject.get.failed.response, CANCELED"
    })
    void aTrainingEndsWithoutAModel(SandboxEndpoint endpoint, String kind, String golden, String status) {
        sandbox.faults().on(endpoint, FaultForm.readShort(kind));
        String route = "/v3/training/" + endpoint.word().replace("-submit", "");
        ObjectNode body = endpoint == SandboxEndpoint.STYLE_SUBMIT
                ? Golden.training("create.request", "doomed", upload())
                : Golden.subject("create.request", "doomed", upload());
        String id = visitor.post(route, body).success().get("task_id").stringValue();
        JsonNode hopeful = visitor.get(route + "?task_id=" + id).success();
        assertThat(hopeful.get("task_status").stringValue()).isEqualTo("QUEUING");

        clock.forward(Duration.ofMinutes(9));
        assertThat(visitor.get(route + "?task_id=" + id).success())
                .isEqualTo(Golden.body(golden).put("task_id", id).put("task_status", status));
        JsonNode row = visitor.get("/v3/training").success().at("/tasks/0");
        assertThat(row.get("task_status").stringValue()).isEqualTo(status);
        assertThat(row.get("models")).isEmpty();
        assertThat(visitor.get("/v3/model?filter.visibility=private").success().get("models"))
                .isEmpty();
    }

    @Test
    void aStuckDrawingStaysQueued() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.stuck());
        String id = submit();
        clock.forward(Duration.ofDays(2));
        assertThat(status(result(id))).isEqualTo("TASK_STATUS_QUEUED");
    }

    @ParameterizedTest
    @CsvSource({"failed, TASK_STATUS_FAILED, inference failed", "canceled, TASK_STATUS_CANCELED, ''"})
    void aDrawingEndsWithoutPictures(String kind, String status, String reason) {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, FaultForm.readShort(kind));
        String id = submit();
        clock.forward(Duration.ofSeconds(2));
        assertThat(status(result(id))).isEqualTo("TASK_STATUS_PROCESSING");
        JsonNode ended = drawn(id);
        assertThat(status(ended)).isEqualTo(status);
        assertThat(ended.at("/task/reason").stringValue()).isEqualTo(reason);
        assertThat(ended.get("images")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TXT2IMG", "IMG2IMG"},
            value = SandboxEndpoint.class)
    void aDrawingSucceedsWithoutPictures(SandboxEndpoint endpoint) {
        sandbox.faults().on(endpoint, Fault.vanished());
        ObjectNode body =
                endpoint == SandboxEndpoint.TXT2IMG ? Golden.drawing("minimal") : Golden.body("img2img.request");
        Golden.request(body).remove("loras");
        String id = visitor.post("/v3/async/" + endpoint.word(), body)
                .success()
                .get("task_id")
                .stringValue();
        JsonNode ended = drawn(id);
        assertThat(status(ended)).isEqualTo("TASK_STATUS_SUCCEED");
        assertThat(ended.get("images")).isEmpty();
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void aPictureVanishes() {
        String url = drawn(submit()).at("/images/0/image_url").stringValue();
        sandbox.faults().on(SandboxEndpoint.IMAGE_GET, Fault.vanished());
        fetch(url).isRefusedByStorage(404, "NoSuchKey");
        sandbox.faults().clear(SandboxEndpoint.IMAGE_GET);
        assertThat(fetch(url).status()).isEqualTo(200);
    }

    private String upload() {
        return visitor.upload("png", Pictures.stripes("png", Color.RED));
    }

    private String train(String name) {
        return visitor.train(name, upload()).success().get("task_id").stringValue();
    }

    private String submit() {
        return visitor.post("/v3/async/txt2img", Golden.drawing("minimal"))
                .success()
                .get("task_id")
                .stringValue();
    }

    private JsonNode result(String id) {
        return visitor.get("/v3/async/task-result?task_id=" + id).success();
    }

    private JsonNode drawn(String id) {
        clock.forward(Duration.ofSeconds(4));
        return visitor.drawn(id);
    }

    private static String status(JsonNode result) {
        return result.at("/task/status").stringValue();
    }

    private Answer fetch(String url) {
        return visitor.send(visitor.request(url));
    }
}
