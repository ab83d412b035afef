package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ImageToImageRequestTest extends ClockedSandboxTest {
    private static final String ROUTE = "/v3/async/img2img";
    private static final int MOST_BYTES = 10_000_000;
    private static final String PIXEL =
            Golden.request(Golden.body("img2img.request")).get("image_base64").stringValue();

    @ParameterizedTest
    @ValueSource(strings = {"img2img.request", "img2img.full.request"})
    void takesWhatClientsSend(String golden) {
        ObjectNode body = Golden.body(golden);
        ((ObjectNode) body.get("extra")).put("response_image_type", "jpeg");
        ((ObjectNode) body.at("/request/loras/0")).put("model_name", "add_detail_44319");
        assertThat(visitor.post(ROUTE, body).success().propertyNames()).containsExactly("task_id");
    }

    @Test
    void refusesAFlatBody() {
        visitor.post(ROUTE, Golden.request(body()))
                .isRefused(400, "INVALID_REQUEST_BODY", "AsyncImg2ImgRequest.Request: value is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hires_fix", "enable_transparent_background", "restore_faces"})
    void knowsNothingOfWhatOnlyTxt2imgHas(String field) {
        refused(request -> request.put(field, true), "INVALID_REQUEST_BODY", "unknown field \"" + field + "\"");
    }

    @Test
    void takesARefiner() {
        ObjectNode body = body();
        Golden.request(body).putObject("refiner").put("switch_at", 0.8);
        visitor.post(ROUTE, body).success();
    }

    @ParameterizedTest
    @CsvSource({
        "strength, 1.1, 'Img2ImgRequest.Strength: value must be inside range [0, 1] but was 1.1'",
        "strength, -0.1, 'Strength: value must be inside range [0, 1]'",
        "width, 127, 'Width: value must be inside range [128, 2048]'",
        "height, 2049, 'Height: value must be inside range [128, 2048]'",
        "image_num, 9, 'ImageNum: value must be inside range [1, 8]'",
        "clip_skip, 13, 'ClipSkip: value must be inside range [1, 12]'",
        "sampler_name, '\"euler A\"', 'SamplerName: value must be in list'",
        "image_base64, '\"\"', 'ImageBase64: value length must be at least 1'",
        "image_base64, '\"data:image/png;base64,iVBORw0K\"', 'must be plain base64, without a data: prefix'",
        "image_base64, '\"*\"', 'ImageBase64: value must be base64'"
    })
    void refusesValuesOutOfRange(String field, String value, String message) {
        refused(request -> request.set(field, Visitor.parse(value)), "VALIDATOR", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_base64", "model_name", "prompt", "width", "steps", "guidance_scale"})
    void needsTheRequiredFields(String field) {
        refused(request -> request.remove(field), "VALIDATOR", "value is required");
    }

    @Test
    void refusesPicturesOfOtherFormats() {
        refused(
                request -> picture(request, "no picture".getBytes(StandardCharsets.UTF_8)),
                "INVALID_IMAGE_FORMAT",
                "ImageBase64");
        refused(request -> picture(request, Pictures.stripes("gif")), "INVALID_IMAGE_FORMAT", "[png, webp, jpeg]");
        byte[] headless = Arrays.copyOf(Pictures.still(), 12);
        refused(request -> picture(request, headless), "INVALID_IMAGE_FORMAT", "ImageBase64");
    }

    @Test
    void takes16MegapixelsAndNotOneRowMore() {
        ObjectNode body = body();
        picture(Golden.request(body), Pictures.blank(4000, 4000));
        visitor.post(ROUTE, body).success();
        picture(Golden.request(body), Pictures.blank(4000, 4001));
        visitor.post(ROUTE, body)
                .isRefused(400, "IMAGE_EXCEEDS_MAX_RESOLUTION", "at most 16000000 pixels but had 4000x4001");
    }

    @Test
    void takes10MegabytesInABodyOfMoreThan13AndNotOneByteMore() {
        ObjectNode body = body();
        byte[] largest = Arrays.copyOf(Pictures.still(), MOST_BYTES);
        picture(Golden.request(body), largest);
        assertThat(body.toString().length()).isGreaterThan(13_000_000);
        visitor.post(ROUTE, body).success();

        picture(Golden.request(body), Arrays.copyOf(largest, MOST_BYTES + 1));
        visitor.post(ROUTE, body)
                .isRefused(400, "IMAGE_FILE_EXCEEDS_MAX_SIZE", "at most 10000000 bytes but had 10000001");
    }

    @ParameterizedTest
    @CsvSource({
        "model_name, , 'Units[0].ModelName: value is required'",
        "image_base64, , 'Units[0].ImageBase64: value is required'",
        "strength, 2, 'Units[0].Strength: value must be inside range [0, 1]'",
        "guidance_start, -1, 'Units[0].GuidanceStart: value must be inside range [0, 1]'",
        "guidance_end, 1.5, 'Units[0].GuidanceEnd: value must be inside range [0, 1]'",
        "preprocessor, '\"blur\"', 'Units[0].Preprocessor: value must be in list'"
    })
    void refusesControlnetUnitsOutOfRange(String field, String value, String message) {
        refused(
                request -> request.putObject("controlnet")
                        .putArray("units")
                        .add(guide("control_v11f1p_sd15_depth")
                                .set(field, value == null ? null : Visitor.parse(value))),
                "VALIDATOR",
                "Img2ImgRequest.Controlnet." + message);
    }

    @Test
    void takesOneIpAdapterOfTheTwoThatThereAre() {
        refused(
                request -> request.putArray("ip_adapters")
                        .add(guide("ip-adapter_sd15.bin"))
                        .add(guide("ip-adapter_sdxl.bin")),
                "VALIDATOR",
                "IpAdapters: value must contain between 0 and 1 items, inclusive, but had 2");
        refused(
                request -> request.putArray("ip_adapters").add(guide("ip-adapter_sd21.bin")),
                "VALIDATOR",
                "IpAdapters[0].ModelName: value must be in list");
        refused(
                request -> request.putArray("ip_adapters")
                        .add(guide("ip-adapter_sd15.bin").put("strength", 1.5)),
                "VALIDATOR",
                "IpAdapters[0].Strength");
    }

    private void refused(Consumer<ObjectNode> change, String reason, String message) {
        ObjectNode body = body();
        change.accept(Golden.request(body));
        visitor.post(ROUTE, body).isRefused(400, reason, message);
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    private static ObjectNode body() {
        ObjectNode body = Golden.body("img2img.request");
        Golden.request(body).remove("loras");
        return body;
    }

    private static void picture(ObjectNode request, byte[] picture) {
        request.put("image_base64", Base64.getEncoder().encodeToString(picture));
    }

    private static ObjectNode guide(String model) {
        return Json.object().put("model_name", model).put("image_base64", PIXEL);
    }
}
