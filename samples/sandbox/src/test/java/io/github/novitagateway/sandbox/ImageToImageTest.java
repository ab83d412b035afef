package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxLedger.PaidTask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What img2img makes of a picture: its shapes stay, its colours become the learned ones. */
class ImageToImageTest extends ClockedSandboxTest {
    private static final String ROUTE = "/v3/async/img2img";
    private static final Color[] EMBER = {
        new Color(0x3a0a12), new Color(0x7a1420), new Color(0xb5301c), new Color(0xe0641a), new Color(0xf5a623)
    };

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.7, 1})
    void keepsTheShapesOfTheGivenPicture(double strength) {
        byte[] still = Pictures.still();
        byte[] drawn = draw(drawing(still, strength));
        assertThat(Pictures.likeness(drawn, still)).isGreaterThan(0.85);
        assertThat(Pictures.likeness(drawn, Pictures.turned(still))).isLessThan(0.4);
    }

    @Test
    void staysTheCloserTheLowerTheStrengthIs() {
        byte[] still = Pictures.still();
        double none = Pictures.difference(draw(drawing(still, 0)), still);
        double little = Pictures.difference(draw(drawing(still, 0.2)), still);
        double much = Pictures.difference(draw(drawing(still, 0.6)), still);
        double full = Pictures.difference(draw(drawing(still, 1)), still);
        assertThat(none).isLessThan(4);
        assertThat(little).isBetween(none + 4, much - 4);
        assertThat(much).isLessThan(full - 4);
    }

    @Test
    void bringsThePaletteOfItsLora() {
        String model = model();
        ObjectNode body = drawing(Pictures.still(), 1);
        double plain = Pictures.distance(draw(body), EMBER);
        Golden.request(body)
                .putArray("loras")
                .addObject()
                .put("model_name", model)
                .put("strength", 1);
        byte[] inEmber = draw(body);
        assertThat(Pictures.distance(inEmber, EMBER)).isLessThan(30);
        assertThat(plain).isGreaterThan(60);
        assertThat(Pictures.likeness(inEmber, Pictures.still())).isGreaterThan(0.85);
    }

    @Test
    void takesTheStrengthAsAHalfWhenItIsLeftOut() {
        ObjectNode body = drawing(Pictures.still(), 0.5);
        byte[] half = draw(body);
        Golden.request(body).putNull("strength");
        assertThat(draw(body)).isEqualTo(half);
        Golden.request(body).remove("strength");
        assertThat(draw(body)).isEqualTo(half);
    }

    @Test
    void readsJpegAndWebpAndFitsThemIntoTheAskedSize() {
        byte[] jpeg = draw(drawing(Pictures.stripes("jpeg", EMBER), 0));
        assertThat(Pictures.distance(jpeg, EMBER)).isLessThan(20);
        ObjectNode wide = drawing(Pictures.webp(new Color(0x2e8b32), 64, 48), 0);
        Golden.request(wide).put("width", 300).put("height", 130);
        BufferedImage green = Pictures.decode(draw(wide));
        assertThat(green.getWidth() + "x" + green.getHeight()).isEqualTo("300x130");
        assertThat(new Color(green.getRGB(150, 65))).isEqualTo(new Color(0x2e8b32));
    }

    @Test
    void isATaskOfItsOwnKindAndPaidByTheImage() {
        ObjectNode body = drawing(Pictures.still(), 0.5);
        Golden.request(body).put("image_num", 2);
        String id = submit(body);
        clock.forward(Duration.ofSeconds(4));
        JsonNode result = visitor.drawn(id);
        assertThat(result.at("/task/task_type").stringValue()).isEqualTo("IMG_TO_IMG");
        assertThat(result.get("images")).hasSize(2);
        assertThat(picture(result, 0)).isNotEqualTo(picture(result, 1));
        assertThat(sandbox.ledger().paidTasks().get(0))
                .isEqualTo(new PaidTask("img2img", id, "a bowl", clock.instant().minusSeconds(4), 40));
    }

    @Test
    void failsATaskWhosePictureCannotBePainted() {
        byte[] broken = Pictures.still().clone();
        Arrays.fill(broken, 40, broken.length, (byte) 0);
        String id = submit(drawing(broken, 0.5));
        clock.forward(Duration.ofSeconds(4));
        JsonNode result = visitor.drawn(id);
        assertThat(result.at("/task/status").stringValue()).isEqualTo("TASK_STATUS_FAILED");
        assertThat(result.at("/task/reason").stringValue()).contains("could not paint");
        assertThat(result.get("images")).isEmpty();
    }

    private static ObjectNode drawing(byte[] picture, double strength) {
        ObjectNode body = Golden.body("img2img.request");
        body.remove("extra");
        Golden.request(body)
                .put("image_base64", Base64.getEncoder().encodeToString(picture))
                .put("prompt", "a bowl")
                .put("strength", strength)
                .put("seed", 7)
                .put("width", 256)
                .put("height", 256)
                .remove("loras");
        return body;
    }

    private String model() {
        String asset = visitor.upload("png", Pictures.stripes("png", EMBER));
        String task = visitor.train("ember", asset).success().get("task_id").stringValue();
        clock.forward(Duration.ofHours(1));
        return visitor.training(task).at("/models/0/model_name").stringValue();
    }

    private String submit(ObjectNode body) {
        return visitor.post(ROUTE, body).success().get("task_id").stringValue();
    }

    private byte[] draw(ObjectNode body) {
        String id = submit(body);
        clock.forward(Duration.ofSeconds(4));
        return picture(visitor.drawn(id), 0);
    }

    private byte[] picture(JsonNode result, int index) {
        return visitor.send(visitor.request(
                        result.at("/images/" + index + "/image_url").stringValue()))
                .bytes();
    }
}
