package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DrawingRequestTest extends ClockedSandboxTest {
    private static final String ROUTE = "/v3/async/txt2img";

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "lora", "lora-with-suffix", "docs-placeholders", "full"})
    void takesWhatClientsSend(String variant) {
        ObjectNode body = Golden.drawing(variant);
        if (body.get("extra") instanceof ObjectNode extra) {
            extra.remove("webhook");
            extra.remove("custom_storage");
        }
        if (body.at("/request/loras/0") instanceof ObjectNode lora) {
            String suffix = lora.get("model_name").stringValue().endsWith(".safetensors") ? ".safetensors" : "";
            lora.put("model_name", servingModel().replace(".safetensors", "") + suffix);
        }
        assertThat(visitor.post(ROUTE, body).success().propertyNames()).containsExactly("task_id");
    }

    @Test
    void refusesAFlatBody() {
        visitor.post(ROUTE, Golden.drawing("flat-body"))
                .isRefused(400, "INVALID_REQUEST_BODY", "Request: value is required");
    }

    @Test
    void namesItsOwnLimits() {
        ObjectNode webp = Golden.drawing("lora");
        ((ObjectNode) webp.get("extra")).put("response_image_type", "webp");
        visitor.post(ROUTE, webp).isRefused(400, "INVALID_REQUEST_BODY", "limit of the sandbox", "webp");
        ObjectNode bucket = Golden.drawing("full");
        ((ObjectNode) bucket.get("extra")).remove("webhook");
        visitor.post(ROUTE, bucket).isRefused(400, "INVALID_CUSTOM_OUTPUT_PATH", "limit of the sandbox");
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "model_name, '\"v1-5\"', 'Txt2ImgRequest.ModelName: value must end in .safetensors'",
        "prompt, '\"\"', 'Prompt: value length must be between 1 and 1024 runes, inclusive, but was 0'",
        "width, 127, 'Width: value must be inside range [128, 2048] but was 127'",
        "height, 2049, 'Height: value must be inside range [128, 2048] but was 2049'",
        "image_num, 9, 'ImageNum: value must be inside range [1, 8] but was 9'",
        "image_num, 0, 'but was 0'",
        "steps, 101, 'Steps: value must be inside range [1, 100] but was 101'",
        "guidance_scale, 0.5, 'GuidanceScale: value must be inside range [1, 30] but was 0.5'",
        "guidance_scale, 30.5, 'but was 30.5'",
        "sampler_name, '\"euler A\"', 'SamplerName: value must be in list'",
        "seed, -2, 'Seed: value must be greater than or equal to -1 but was -2'",
        "clip_skip, 13, 'ClipSkip: value must be inside range [1, 12] but was 13'",
        "width, 99999999999999999999, 'but was 99999999999999999999'",
        "hires_fix, '{\"target_width\":4097,\"target_height\":512}', 'HiresFix.TargetWidth: value must be inside'",
        "hires_fix, '{\"target_width\":512,\"target_height\":512,\"upscaler\":\"x\"}', 'HiresFix.Upscaler'",
        "refiner, '{\"switch_at\":1.5}', 'Refiner.SwitchAt: value must be inside range [0, 1] but was 1.5'",
        "loras, '[{\"model_name\":\"add_detail_44319\",\"strength\":1.1}]', 'Loras[0].Strength'",
        "embeddings, '[{},{},{},{},{},{}]', 'Embeddings: value must contain between 0 and 5 items'"
    })
    void refusesValuesOutOfRange(String field, String value, String message) {
        refused(request -> request.set(field, Visitor.parse(value)), "VALIDATOR", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model_name", "prompt", "width", "height", "image_num", "steps", "guidance_scale", "sampler_name"
            })
    void needsTheRequiredFields(String field) {
        refused(request -> request.remove(field), "VALIDATOR", "value is required");
    }

    @Test
    void countsPromptsInCodePoints() {
        refused(request -> request.put("prompt", "🌊".repeat(1025)), "VALIDATOR", "runes, inclusive, but was 1025");
        ObjectNode longest = Golden.drawing("minimal");
        Golden.request(longest).put("prompt", "🌊".repeat(1024)).put("negative_prompt", "");
        assertThat(visitor.post(ROUTE, longest).status()).isEqualTo(200);
    }

    @Test
    void answersNumbersOfAnySizeInShort() {
        String huge = Golden.drawing("minimal").toString().replace("7.5", "1e999999999");
        visitor.post(ROUTE, huge).isRefused(400, "VALIDATOR", "range [1, 30] but was 1E+999999999");
    }

    @Test
    void refusesFieldsOfOtherCalls() {
        refused(request -> request.put("batch_size", 1), "INVALID_REQUEST_BODY", "unknown field \"batch_size\"");
        refused(
                request -> request.put("enable_nsfw_detection", true),
                "INVALID_REQUEST_BODY",
                "unknown field \"enable_nsfw_detection\"");
        refused(request -> request.put("image_num", "1"), "INVALID_REQUEST_BODY", "must be an integer");
    }

    @Test
    void refusesTransparentJpegs() {
        ObjectNode body = Golden.drawing("lora");
        Golden.request(body).put("enable_transparent_background", true).remove("loras");
        visitor.post(ROUTE, body).isRefused(400, "VALIDATOR", "EnableTransparentBackground");
    }

    @Test
    void refusesALoraThatNobodyTrained() {
        visitor.post(ROUTE, Golden.drawing("lora"))
                .isRefused(400, "INVALID_MODEL_PARAMS", "there is no model model_1700000601_A1B2C3D4E5");
    }

    @Test
    void refusesALoraThatIsNotServingYet() {
        String task = train();
        clock.forward(Duration.ofMinutes(9));
        String model = visitor.training(task).at("/models/0/model_name").stringValue();
        ObjectNode body = Golden.drawing("lora");
        ((ObjectNode) body.at("/request/loras/0")).put("model_name", model);

        visitor.post(ROUTE, body).isRefused(400, "INVALID_MODEL_PARAMS", model + " is not serving yet");
        clock.forward(Duration.ofSeconds(25));
        assertThat(visitor.post(ROUTE, body).status()).isEqualTo(200);
    }

    private void refused(Consumer<ObjectNode> change, String reason, String message) {
        ObjectNode body = Golden.drawing("minimal");
        change.accept(Golden.request(body));
        visitor.post(ROUTE, body).isRefused(400, reason, message);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    private String train() {
        String asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
        return visitor.train("style", asset).success().get("task_id").stringValue();
    }

    private String servingModel() {
        String task = train();
        clock.forward(Duration.ofHours(1));
        return visitor.training(task).at("/models/0/model_name").stringValue();
    }
}
