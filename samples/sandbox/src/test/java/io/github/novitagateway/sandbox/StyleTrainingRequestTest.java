package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StyleTrainingRequestTest {
    private static final byte[] PNG = Pictures.stripes("png", Color.RED);
    private static final String ROUTE = "/v3/training/style";

    private Sandbox sandbox;
    private Visitor visitor;
    private String asset;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        visitor = new Visitor(sandbox);
        asset = visitor.upload("png", PNG);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create.request", "create.minimal.request", "create.sdk-nulls.request"})
    void takesWhatClientsSend(String variant) {
        Answer answer = visitor.post(ROUTE, Golden.training(variant, "a style", asset, asset));
        assertThat(answer.success().propertyNames()).containsExactly("task_id");
    }

    @Test
    void refusesTheDocumentedExampleForItsMissingCaptionsOnly() {
        ObjectNode body = Golden.training("create.docs-example-shape.request", "docs", asset);
        visitor.post(ROUTE, body).isRefused(400, "EMPTY_IMAGE_CAPTION", "ImageDatasetItems[0].Caption");

        ((ObjectNode) body.at("/image_dataset_items/0")).put("caption", "a caption");
        assertThat(visitor.post(ROUTE, body).status()).isEqualTo(200);
    }

    @Test
    void takesIdsAsNumbersButKnowsOnlyItsOwn() {
        visitor.post(ROUTE, Golden.body("training-style.create.int-id.request"))
                .isRefused(400, "VALIDATOR", "ImageDatasetItems[0].AssetsId", "\"100024\"");
    }

    @Test
    void refusesASlotIntoWhichNothingWasPut() {
        String empty = visitor.slot("png").get("assets_id").stringValue();
        visitor.train("name", asset, empty).isRefused(400, "VALIDATOR", "ImageDatasetItems[1].AssetsId", empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "webp"})
    void refusesContentThatIsNotOfItsExtension(String extension) {
        byte[] other = extension.equals("png") ? Pictures.stripes("jpeg", Color.RED) : PNG;
        visitor.train("name", visitor.upload(extension, other)).isRefused(400, "INVALID_IMAGE_FORMAT");
    }

    @Test
    void takesEachFormat() {
        String jpeg = visitor.upload("jpeg", Pictures.stripes("jpeg", Color.RED));
        String webp = visitor.upload("webp", Pictures.webp(Color.RED, 8, 8));
        assertThat(visitor.train("name", asset, jpeg, webp).status()).isEqualTo(200);
    }

    @Test
    void refusesANameThatExists() {
        visitor.train("twice", asset).success();
        visitor.train("twice", asset).isRefused(400, "TASK_NAME_EXISTED", "\"twice\"");
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void refusesOtherBaseModels() {
        refused(body -> body.put("base_model", "dreamshaper"), "BASE_MODEL_NOT_ALLOWD", "\"dreamshaper\"");
    }

    @Test
    void takesOneToFiftyImages() {
        String[] fifty = new String[50];
        Arrays.fill(fifty, asset);
        assertThat(visitor.train("fifty", fifty).status()).isEqualTo(200);
        String[] more = Collections.nCopies(51, asset).toArray(String[]::new);
        visitor.train("more", more).isRefused(400, "VALIDATOR", "between 1 and 50 items, inclusive, but had 51");
        visitor.train("none").isRefused(400, "VALIDATOR", "ImageDatasetItems", "but had 0");
    }

    @Test
    void countsCaptionsInCodePoints() {
        assertThat(visitor.post(ROUTE, captioned("🌊".repeat(1024))).status()).isEqualTo(200);
        visitor.post(ROUTE, captioned("🌊".repeat(1025)))
                .isRefused(400, "VALIDATOR", "Caption: value length must be between 1 and 1024 runes", "but was 1025");
        visitor.post(ROUTE, captioned("  ")).isRefused(400, "EMPTY_IMAGE_CAPTION");
    }

    @ParameterizedTest
    @CsvSource({
        "train_batch_size, 0, 'TrainBatchSize: value must be inside range [1, 4] but was 0'",
        "train_batch_size, 5, 'inside range [1, 4] but was 5'",
        "max_train_steps, 0, 'MaxTrainSteps: value must be greater than or equal to 1 but was 0'",
        "seed, 0, 'greater than or equal to 1 but was 0'",
        "lr_warmup_steps, -1, 'greater than or equal to 0 but was -1'",
        "lr_scheduler, '\"sawtooth\"', 'LrScheduler: value must be in list'",
        "learning_rate, 0.0003, 'LearningRate: value must be in list'",
        "learning_rate, '\"fast\"', 'but was fast'",
        "prior_loss_weight, 0, 'PriorLossWeight: value must be greater than 0'",
        "lora_r, 3, 'LoraR: value must be inside range [4, 128] but was 3'",
        "lora_text_encoder_alpha, 129, 'inside range [4, 128] but was 129'",
        "class_prompt, '\"dog\"', 'ClassPrompt: value must be in list [person]'"
    })
    void refusesExpertSettingsOutOfRange(String field, String value, String message) {
        refused(
                body -> ((ObjectNode) body.get("expert_setting")).set(field, Visitor.parse(value)),
                "VALIDATOR",
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0001", "1e-5", "0.000001", "2E-4", "5.0e-5", "\"1e-4\"", "\"0.0002\""})
    void takesTheDocumentedLearningRatesInAnyNotation(String rate) {
        ObjectNode body = Golden.training("create.request", "rate " + rate, asset);
        ((ObjectNode) body.get("expert_setting")).set("learning_rate", Visitor.parse(rate));
        assertThat(visitor.post(ROUTE, body).status()).isEqualTo(200);
    }

    @Test
    void refusesWrongTypesAndUnknownFieldsAnywhere() {
        refused(body -> body.put("width", "512"), "INVALID_REQUEST_BODY", "Width: value must be an integer");
        refused(body -> body.put("height", 512.5), "INVALID_REQUEST_BODY", "Height: value must be an integer");
        refused(
                body -> ((ObjectNode) body.get("expert_setting")).put("batch_size", 1),
                "INVALID_REQUEST_BODY",
                "CreateStyleTrainingRequest.ExpertSetting: unknown field \"batch_size\"");
        refused(
                body -> ((ObjectNode) body.at("/image_dataset_items/0")).put("imageUrl", "x"),
                "INVALID_REQUEST_BODY",
                "ImageDatasetItems[0]: unknown field \"imageUrl\"");
    }

    @ParameterizedTest
    @CsvSource({"name", "base_model", "width", "height", "image_dataset_items"})
    void needsTheRequiredFields(String field) {
        refused(body -> body.remove(field), "VALIDATOR", "CreateStyleTrainingRequest.");
    }

    @ParameterizedTest
    @CsvSource({
        "resize, ratio, 1, 'value must be in list'",
        "resize, width, 0, 'value of width is out of range: \"0\"'",
        "resize, height, wide, 'value of height is out of range: \"wide\"'",
        "face_crop_region, ratio, -1, 'value of ratio is out of range'",
        "blur, width, 1, 'Components[0].Name: value must be in list'"
    })
    void refusesComponentsThatAreNotDocumented(String component, String argument, String value, String message) {
        refused(body -> putComponent(body, component, argument).put("value", value), "VALIDATOR", message);
    }

    @Test
    void takesComponentValuesAsTextOnly() {
        refused(
                body -> putComponent(body, "resize", "width").put("value", 512),
                "INVALID_REQUEST_BODY",
                "Components[0].Args[0].Value: value must be a string but was 512");
    }

    private void refused(Consumer<ObjectNode> change, String reason, String message) {
        ObjectNode body = Golden.training("create.request", "refused", asset);
        change.accept(body);
        visitor.post(ROUTE, body).isRefused(400, reason, message);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    private ObjectNode captioned(String caption) {
        ObjectNode body = Golden.training("create.request", "captioned", asset);
        ((ObjectNode) body.at("/image_dataset_items/0")).put("caption", caption);
        return body;
    }

    private static ObjectNode putComponent(ObjectNode body, String name, String argument) {
        ObjectNode component = body.putArray("components").addObject().put("name", name);
        return component.putArray("args").addObject().put("name", argument);
    }
}
