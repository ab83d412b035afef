package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.image.ControlNetUnit;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.Replies.TrainingStatus;
import io.github.novitagateway.reactor.WireFormat.GenerationBody;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonCodecTest {

    private static final JsonCodec LENIENT = JsonCodec.lenient();
    private static final JsonCodec STRICT = JsonCodec.strict();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "38 | 38",
                "37.5 | 37.5",
                "-1 | -1",
                "1e3 | 1000",
                "'\"38\"' | 38",
                "'\" 37.5 \"' | 37.5",
                "'\"\"' | ",
                "'\" \"' | ",
                "'\"soon\"' | ",
                "'\"NaN\"' | ",
                "'\"Infinity\"' | ",
                "1e400 | ",
                "null | ",
                "true | ",
                "'[1]' | ",
                "'{\"a\":1}' | "
            })
    void aNumberIsReadFromNumberOrTextAndElseAbsent(String json, @Nullable Double number) {
        TrainingStatus reply = status("{\"extra\":{\"progress_percent\":" + json + "},\"task_status\":\"TRAINING\"}");

        assertThat(Objects.requireNonNull(reply.extra()).progressPercent()).isEqualTo(number);
        assertThat(reply.taskStatus()).isEqualTo("TRAINING");
    }

    @Test
    void emptyTextIsAbsentForAllButTexts() {
        TrainingStatus reply =
                status("{\"task_id\":\"\",\"task_status\":\" \",\"models\":\"\",\"extra\":\" \",\"code\":\"\"}");

        assertThat(reply).isEqualTo(new TrainingStatus(null, null, "", " ", null, null, null));
    }

    @Test
    void flagsAreReadFromTextAndAbsentWhenEmpty() {
        Replies.Models read = LENIENT.read(
                bytes(
                        "{\"models\":[{\"is_sdxl\":\"true\"},{\"is_sdxl\":\"\"},{\"is_sdxl\":null},{\"is_sdxl\":false}]}"),
                Replies.Models.class);

        assertThat(Objects.requireNonNull(read.models()))
                .extracting(Replies.ModelRow::isSdxl)
                .containsExactly(true, null, null, false);
    }

    @Test
    void textsAreReadFromNumbers() {
        assertThat(status("{\"task_id\":4711}").taskId()).isEqualTo("4711");
    }

    @Test
    void oneOddValueCostsNoOther() {
        Replies.TaskResult read = LENIENT.read(bytes("""
                        {"task": {"task_id": "t", "status": "TASK_STATUS_SUCCEED", "reason": {"why": 1}},
                         "images": [{"image_url": "https://example.org/a.png", "nsfw_detection_result": {"valid": "unknown"}}],
                         "extra": {"seed": [7], "has_nsfw_contents": [{"a": 1}, 0.5, true], "debug_info": {"request_info": {}}}}
                        """), Replies.TaskResult.class);

        assertThat(Objects.requireNonNull(read.task()))
                .isEqualTo(new Replies.TaskResult.Task("t", null, "TASK_STATUS_SUCCEED", null, null, null));
        assertThat(Objects.requireNonNull(read.images())).hasSize(1);
        assertThat(Objects.requireNonNull(read.extra()).hasNsfwContents()).containsExactly(null, null, true);
    }

    @Test
    void anEmptyListWhereAnObjectIsDueIsAbsent() {
        assertThat(status("{\"extra\":[]}").extra()).isNull();
        assertThat(LENIENT.read(bytes("{\"task_id\":\"x\",\"data\":[]}"), Replies.Submitted.class)
                        .id())
                .isEqualTo("x");
    }

    @Test
    void ofDuplicateKeysTheLastCounts() {
        assertThat(status("{\"task_status\":\"QUEUING\",\"task_status\":\"TRAINING\"}")
                        .taskStatus())
                .isEqualTo("TRAINING");
    }

    @Test
    void unknownFieldsAreIgnoredInProductionAndFailInTests() {
        byte[] body = bytes("{\"task_status\":\"TRAINING\",\"brand_new\":{\"deep\":[1]}}");

        assertThat(LENIENT.read(body, TrainingStatus.class).taskStatus()).isEqualTo("TRAINING");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> STRICT.read(body, TrainingStatus.class))
                .withMessageContaining("brand_new");
        assertThat(STRICT.tryRead(body, TrainingStatus.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "1", "<html></html>", "{} {}", "{\"models\":{}}", "{\"extra\":[1]}"})
    void whatIsNoAnswerIsMalformed(String body) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> status(body))
                .withMessageContaining("TrainingStatus");
        assertThat(LENIENT.tryRead(bytes(body), TrainingStatus.class)).isNull();
    }

    @Test
    void aMalformedAnswerTellsThePlace() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> status("{\"models\":[{},7]}"))
                .withMessageContaining("models[1]");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> status("{\n\"models\": !}"))
                .withMessageContaining("line 2, column 11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100024 | true",
                "18446744073709551615 | true",
                "'\"100024\"' | false",
                "'\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"' | false"
            })
    void anAssetIdGoesBackInTheJsonTypeInWhichItCame(String json, boolean numeric) {
        AssetId id = Objects.requireNonNull(LENIENT.read(bytes("{\"assets_id\":" + json + "}"), Replies.Slot.class)
                .assetsId());

        assertThat(id.numeric()).isEqualTo(numeric);
        assertThat(written(TrainingImage.of(id, "a hill")))
                .isEqualTo("{\"assets_id\":" + json + ",\"caption\":\"a hill\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null", "{}", "[]", "true", "-0", "1.5"})
    void anAssetIdThatIsNoneIsAbsentOrMalformed(String json) {
        Replies.Slot slot = LENIENT.tryRead(bytes("{\"assets_id\":" + json + "}"), Replies.Slot.class);

        assertThat(slot == null ? null : slot.assetsId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0.00001, 0.00001", "1e-6, 0.000001", "0.0002, 0.0002", "5e-5, 0.00005", "1, 1"})
    void aLearningRateIsWrittenInPlainNotation(double rate, String text) {
        assertThat(written(StyleExpertSettings.builder().learningRate(rate).build()))
                .isEqualTo("{\"learning_rate\":" + text + "}");
    }

    @Test
    void strengthsAreWrittenInPlainNotation() {
        assertThat(written(Lora.of("m", 1e-7))).isEqualTo("{\"model_name\":\"m\",\"strength\":0.0000001}");
    }

    @Test
    void absentValuesEmptyListsAndEverythingThatIsNoFieldStayOut() {
        StyleTrainingRequest training = StyleTrainingRequest.builder("hills", "v1-5-pruned-emaonly")
                .exactName()
                .expertSettings(StyleExpertSettings.builder()
                        .lrScheduler(LearningRateScheduler.CONSTANT)
                        .build())
                .component(TrainingComponent.of("resize", Map.of("width", "512")))
                .build();

        assertThat(written(training))
                .isEqualTo("{\"name\":\"hills\",\"base_model\":\"v1-5-pruned-emaonly\",\"width\":512,\"height\":512,"
                        + "\"expert_setting\":{\"lr_scheduler\":\"constant\"},"
                        + "\"components\":[{\"name\":\"resize\",\"args\":[{\"name\":\"width\",\"value\":\"512\"}]}]}");
        assertThat(written(GenerationBody.of(
                        TextToImageRequest.builder("m", "a hill").build())))
                .isEqualTo("{\"request\":{\"model_name\":\"m\",\"prompt\":\"a hill\",\"width\":512,\"height\":512,"
                        + "\"image_num\":1,\"steps\":20,\"guidance_scale\":7.5,\"sampler_name\":\"Euler a\"}}");
    }

    @Test
    void subjectPromptsOfAStyleAreWrittenAsInTheExampleOfTheDocs() {
        StyleExpertSettings settings = StyleExpertSettings.builder()
                .subjectPrompt("Xstyle, portrait, soft light")
                .subjectClass("person")
                .build();

        assertThat(Golden.JSON.readTree(written(settings)))
                .isEqualTo(Golden.json("training-style.create.docs-example-shape.request.json")
                        .get("expert_setting"));
    }

    @Test
    void aControlNetUnitIsWrittenAsTheDocsHaveIt() {
        JsonNode golden = Golden.json("img2img.full.request.json").at("/request/controlnet/units/0");
        ControlNetUnit unit = ControlNetUnit.builder(
                        golden.get("model_name").stringValue(),
                        ImageSource.bytes("a.png", golden.get("image_base64").binaryValue()),
                        golden.get("preprocessor").stringValue())
                .strength(golden.get("strength").doubleValue())
                .guidanceStart(golden.get("guidance_start").doubleValue())
                .guidanceEnd(golden.get("guidance_end").doubleValue())
                .build();

        assertThat(Golden.JSON.readTree(written(unit))).isEqualTo(golden);
    }

    @Test
    void textIsWrittenAsUtf8() {
        assertThat(written(TrainingImage.of(AssetId.of("a"), "été, \uD83C\uDF04 \"x\"")))
                .isEqualTo("{\"assets_id\":\"a\",\"caption\":\"été, \uD83C\uDF04 \\\"x\\\"\"}");
    }

    @Test
    void listsOfEveryAnswerMayBeAbsent() {
        assertThat(LENIENT.read(bytes("{}"), Replies.Trainings.class).tasks()).isNull();
        assertThat(LENIENT.read(bytes("{\"tasks\":null}"), Replies.Trainings.class)
                        .tasks())
                .isNull();
        assertThat(LENIENT.read(bytes("{\"tasks\":[]}"), Replies.Trainings.class)
                        .tasks())
                .isEqualTo(List.of());
    }

    private static TrainingStatus status(String body) {
        return LENIENT.read(bytes(body), TrainingStatus.class);
    }

    private static String written(Object value) {
        return new String(LENIENT.write(value), UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }
}
