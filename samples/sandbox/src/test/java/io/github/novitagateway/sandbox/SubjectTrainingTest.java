package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxLedger.PaidTask;
import java.awt.Color;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SubjectTrainingTest extends ClockedSandboxTest {
    private static final String ROUTE = "/v3/training/subject";

    private String asset;

    @BeforeEach
    void upload() {
        asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create.request", "create.minimal.request"})
    void takesWhatClientsSend(String variant) {
        Answer answer = visitor.post(ROUTE, Golden.subject(variant, "a face", asset));
        assertThat(answer.success().propertyNames()).containsExactly("task_id");
    }

    @Test
    void goesTheWayOfAStyleAndIsPaidAsATraining() {
        String id = train("a face");
        assertThat(sandbox.ledger().paidTasks())
                .containsExactly(new PaidTask("subject", id, "a face", clock.instant(), 5_000));
        assertThat(subject(id).get("task_status").stringValue()).isEqualTo("QUEUING");
        clock.forward(Duration.ofMinutes(5));
        assertThat(subject(id).get("task_status").stringValue()).isEqualTo("TRAINING");
        clock.forward(Duration.ofMinutes(5));
        JsonNode served = subject(id);
        assertThat(served.get("task_status").stringValue()).isEqualTo("SUCCESS");
        assertThat(served.at("/models/0/model_status").stringValue()).isEqualTo("SERVING");

        ObjectNode drawing = Golden.drawing("lora");
        ((ObjectNode) drawing.at("/request/loras/0")).set("model_name", served.at("/models/0/model_name"));
        assertThat(visitor.post("/v3/async/txt2img", drawing).status()).isEqualTo(200);
    }

    @Test
    void isListedAsASubject() {
        String face = train("a face");
        String style = visitor.train("a style", asset).success().get("task_id").stringValue();

        JsonNode all = visitor.get("/v3/training").success();
        assertThat(all.at("/tasks/0/task_type").stringValue()).isEqualTo("style");
        assertThat(all.at("/tasks/1/task_type").stringValue()).isEqualTo("subject");
        JsonNode subjects = visitor.get("/v3/training?task_type=subject").success();
        assertThat(subjects.get("tasks")).hasSize(1);
        assertThat(subjects.at("/tasks/0/task_id").stringValue()).isEqualTo(face);
        assertThat(visitor.get("/v3/training?task_type=style")
                        .success()
                        .at("/tasks/0/task_id")
                        .stringValue())
                .isEqualTo(style);
    }

    @Test
    void isKnownAtItsOwnRouteOnly() {
        String face = train("a face");
        visitor.get("/v3/training/style?task_id=" + face).isRefused(404, "TASK_NOT_FOUND");
        String style = visitor.train("a style", asset).success().get("task_id").stringValue();
        visitor.get(ROUTE + "?task_id=" + style).isRefused(404, "TASK_NOT_FOUND");
        visitor.get(Golden.target("training-subject.get.request")).isRefused(404, "TASK_NOT_FOUND");
    }

    @Test
    void sharesItsNameWithNoOtherTraining() {
        visitor.train("taken", asset).success();
        visitor.post(ROUTE, Golden.subject("create.request", "taken", asset)).isRefused(400, "TASK_NAME_EXISTED");
    }

    @ParameterizedTest
    @CsvSource({
        "instance_prompt, , 'ExpertSetting.InstancePrompt: value is required'",
        "instance_prompt, '\"\"', 'ExpertSetting.InstancePrompt: value length must be at least 1'",
        "class_prompt, , 'ExpertSetting.ClassPrompt: value is required'",
        "class_prompt, '\"dog\"', 'ExpertSetting.ClassPrompt: value must be in list [person]'",
        "prior_loss_weight, 0, 'PriorLossWeight: value must be greater than 0'",
        "lora_r, 3, 'LoraR: value must be inside range [4, 128]'",
        "lora_alpha, 129, 'LoraAlpha: value must be inside range [4, 128]'",
        "train_batch_size, 5, 'TrainBatchSize: value must be inside range [1, 4]'"
    })
    void refusesExpertSettingsOutOfRange(String field, String value, String message) {
        refused(
                body -> ((ObjectNode) body.get("expert_setting"))
                        .set(field, value == null ? null : Visitor.parse(value)),
                "VALIDATOR",
                "CreateSubjectTrainingRequest."
                        + (message.startsWith("Expert") ? message : "ExpertSetting." + message));
    }

    @Test
    void needsItsExpertSetting() {
        refused(body -> body.remove("expert_setting"), "VALIDATOR", "ExpertSetting: value is required");
    }

    @Test
    void takesTheTextEncoderWhichAStyleDoesNotKnow() {
        ObjectNode style = Golden.training("create.request", "a style", asset);
        ((ObjectNode) style.get("expert_setting")).put("train_text_encoder", true);
        visitor.post("/v3/training/style", style)
                .isRefused(400, "INVALID_REQUEST_BODY", "unknown field \"train_text_encoder\"");
        refused(
                body -> ((ObjectNode) body.get("expert_setting")).put("train_text_encoder", "yes"),
                "INVALID_REQUEST_BODY",
                "TrainTextEncoder: value must be a boolean");
    }

    @Test
    void takesNoEmptyOrOverlongCaption() {
        refused(body -> caption(body, ""), "VALIDATOR", "Caption: value length must be between 1 and 1024");
        refused(body -> caption(body, "x".repeat(1025)), "VALIDATOR", "but was 1025");
    }

    @Test
    void aStyleMayCarryTheSubjectsPrompts() {
        ObjectNode body = Golden.training("create.request", "a style", asset);
        ((ObjectNode) body.get("expert_setting"))
                .put("instance_prompt", "a photo of ohwx")
                .put("class_prompt", "person");
        visitor.post("/v3/training/style", body).success();
    }

    @Test
    void refusesAnImageThatNobodyUploaded() {
        visitor.post(ROUTE, Golden.subject("create.request", "a face", "nothing"))
                .isRefused(400, "VALIDATOR", "CreateSubjectTrainingRequest.ImageDatasetItems[0].AssetsId");
    }

    private void refused(Consumer<ObjectNode> change, String reason, String message) {
        ObjectNode body = Golden.subject("create.request", "refused", asset);
        change.accept(body);
        visitor.post(ROUTE, body).isRefused(400, reason, message);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    private static void caption(ObjectNode body, String caption) {
        ((ObjectNode) body.at("/image_dataset_items/0")).put("caption", caption);
    }

    private String train(String name) {
        return visitor.post(ROUTE, Golden.subject("create.request", name, asset))
                .success()
                .get("task_id")
                .stringValue();
    }

    private JsonNode subject(String id) {
        return visitor.get(ROUTE + "?task_id=" + id).success();
    }
}
