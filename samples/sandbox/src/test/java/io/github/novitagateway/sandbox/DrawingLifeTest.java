package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DrawingLifeTest extends ClockedSandboxTest {
    private static final String ROUTE = "/v3/async/txt2img";

    @Test
    void waitsPaintsAndSucceeds() {
        String id = submit(small("a lighthouse", 7));

        JsonNode queued = result(id);
        assertThat(queued.at("/task/task_id").stringValue()).isEqualTo(id);
        assertThat(queued.at("/task/task_type").stringValue()).isEqualTo("TXT_TO_IMG");
        assertThat(queued.at("/task/status").stringValue()).isEqualTo("TASK_STATUS_QUEUED");
        assertThat(queued.at("/task/eta").doubleValue()).isEqualTo(4);
        assertThat(queued.at("/extra/seed").stringValue()).isEmpty();
        assertThat(queued.get("images")).isEmpty();

        clock.forward(Duration.ofSeconds(2));
        JsonNode processing = result(id);
        assertThat(processing.at("/task/status").stringValue()).isEqualTo("TASK_STATUS_PROCESSING");
        assertThat(processing.at("/task/progress_percent").intValue()).isEqualTo(50);
        assertThat(processing.at("/task/eta").doubleValue()).isEqualTo(2);
        assertThat(processing.at("/extra/debug_info/complete_time_ms").stringValue())
                .isEmpty();

        clock.forward(Duration.ofSeconds(2));
        JsonNode succeeded = visitor.drawn(id);
        assertThat(succeeded.at("/task/status").stringValue()).isEqualTo("TASK_STATUS_SUCCEED");
        assertThat(succeeded.at("/task/reason").stringValue()).isEmpty();
        assertThat(succeeded.at("/extra/seed").stringValue()).isEqualTo("7");
        assertThat(succeeded.at("/extra/debug_info/complete_time_ms").stringValue())
                .isEqualTo(Long.toString(clock.instant().toEpochMilli()));
        assertThat(succeeded.at("/images/0/image_url_ttl").stringValue()).isEqualTo("3600");
        assertThat(succeeded.at("/images/0/image_type").stringValue()).isEqualTo("png");
        assertThat(succeeded.get("videos")).isEmpty();
        assertThat(succeeded.get("audios")).isEmpty();
    }

    @Test
    void drawsAsManyPicturesAsAskedEachWithTheNextSeed() {
        ObjectNode three = small("a lighthouse", 7);
        Golden.request(three).put("image_num", 3);
        JsonNode result = done(three);
        assertThat(result.get("images")).hasSize(3);

        byte[] third = picture(result.at("/images/2/image_url").stringValue()).bytes();
        assertThat(third).isEqualTo(draw(small("a lighthouse", 9)));
    }

    @Test
    void whatADrawingStartsFromIsForgottenWhenItIsPaintedOrCannotBe() {
        DrawingForm form = DrawingForm.read(DrawingKind.IMG2IMG, Golden.body("img2img.request"));
        Drawing painted = new Drawing("a", form, clock.instant(), Fate.USUAL);
        Drawing failed = new Drawing("b", form, clock.instant(), Fate.USUAL);
        assertThat(painted.form().original()).isNotNull();

        painted.markPainted();
        failed.markFailed("no paint");

        assertThat(painted.form()).isEqualTo(form.withoutOriginal());
        assertThat(painted.form().original()).isNull();
        assertThat(failed.form().original()).isNull();
    }

    @Test
    void choosesASeedWhenNoneIsGiven() {
        ObjectNode body = small("a lighthouse", -1);
        assertThat(done(body).at("/extra/seed").stringValue()).matches("[1-9]\\d*");
        assertThat(draw(body)).isNotEqualTo(draw(body));
    }

    @Test
    void drawsRealPngAndJpegInTheAskedSize() {
        ObjectNode png = small("a lighthouse", 1);
        Golden.request(png).put("width", 200).put("height", 144);
        byte[] bytes = draw(png);
        assertThat(ImageKind.PNG.matches(bytes)).isTrue();
        assertThat(size(bytes)).isEqualTo("200x144");

        png.putObject("extra").put("response_image_type", "jpeg");
        byte[] jpeg = draw(png);
        assertThat(ImageKind.JPEG.matches(jpeg)).isTrue();
        assertThat(size(jpeg)).isEqualTo("200x144");
    }

    @Test
    void enlargesToTheTargetOfTheHiresFix() {
        ObjectNode body = small("a lighthouse", 1);
        Golden.request(body).putObject("hires_fix").put("target_width", 300).put("target_height", 260);
        assertThat(size(draw(body))).isEqualTo("300x260");
    }

    @Test
    void leavesTheSkyOutOfATransparentPicture() {
        ObjectNode body = small("hills by day", 1);
        Golden.request(body).put("enable_transparent_background", true);
        BufferedImage picture = Pictures.decode(draw(body));
        assertThat(picture.getRGB(1, 1) >>> 24).isZero();
        assertThat(picture.getRGB(64, 127) >>> 24).isEqualTo(255);
    }

    @Test
    void tellsWhatTheDetectionFoundOnlyWhenAsked() {
        ObjectNode body = small("a lighthouse", 1);
        assertThat(done(body).at("/images/0").has("nsfw_detection_result")).isFalse();
        body.putObject("extra").put("enable_nsfw_detection", true).put("nsfw_detection_level", 2);
        assertThat(done(body).at("/images/0/nsfw_detection_result/valid").isBoolean())
                .isTrue();
    }

    @Test
    void linksDieAfterAnHourAndAFreshLookGivesNewOnes() {
        String id = submit(small("a lighthouse", 1));
        clock.forward(Duration.ofSeconds(4));
        String url = visitor.drawn(id).at("/images/0/image_url").stringValue();
        Answer picture = picture(url);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");

        clock.forward(Duration.ofMinutes(61));
        picture(url).isRefusedByStorage(403, "AccessDenied", "Request has expired");
        String fresh = result(id).at("/images/0/image_url").stringValue();
        assertThat(picture(fresh).bytes()).isEqualTo(picture.bytes());
    }

    @Test
    void givesNoPictureToWhoChangesTheUrlOrShowsAKey() {
        String url = done(small("a lighthouse", 1)).at("/images/0/image_url").stringValue();
        picture(url.replace("_0.png", "_1.png")).isRefusedByStorage(403, "SignatureDoesNotMatch");
        visitor.send(visitor.request(url).header("Authorization", "Bearer key"))
                .isRefusedByStorage(400, "InvalidArgument");
    }

    @Test
    void knowsNeitherOtherTasksNorTrainings() {
        visitor.get(Golden.target("task-result.request")).isRefused(404, "TASK_NOT_FOUND");
        String asset = visitor.upload("webp", Pictures.webp(Color.GREEN, 4, 4));
        String training = visitor.train("style", asset).success().get("task_id").stringValue();
        visitor.get("/v3/async/task-result?task_id=" + training).isRefused(404, "TASK_NOT_FOUND");
    }

    private static ObjectNode small(String prompt, long seed) {
        ObjectNode body = Golden.drawing("minimal");
        Golden.request(body)
                .put("prompt", prompt)
                .put("seed", seed)
                .put("width", 128)
                .put("height", 128);
        return body;
    }

    private String submit(ObjectNode body) {
        return visitor.post(ROUTE, body).success().get("task_id").stringValue();
    }

    private JsonNode result(String id) {
        return visitor.get("/v3/async/task-result?task_id=" + id).success();
    }

    private JsonNode done(ObjectNode body) {
        String id = submit(body);
        clock.forward(Duration.ofSeconds(4));
        return visitor.drawn(id);
    }

    private byte[] draw(ObjectNode body) {
        return picture(done(body).at("/images/0/image_url").stringValue()).bytes();
    }

    private Answer picture(String url) {
        return visitor.send(visitor.request(url));
    }

    private static String size(byte[] picture) {
        BufferedImage image = Pictures.decode(picture);
        return image.getWidth() + "x" + image.getHeight();
    }
}
