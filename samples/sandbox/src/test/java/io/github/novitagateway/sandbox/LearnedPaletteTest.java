package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures drawn with a style look like its training pictures. */
@TestInstance(Lifecycle.PER_CLASS)
class LearnedPaletteTest {
    private static final Color[] EMBER = {
        new Color(0x3a0a12), new Color(0x7a1420), new Color(0xb5301c), new Color(0xe0641a), new Color(0xf5a623)
    };
    private static final Color[] REEF = {new Color(0x02202b), new Color(0x00524f), new Color(0x12a594)};

    private Sandbox sandbox;
    private Visitor visitor;
    private String ember;
    private String reef;
    private String meadow;

    @BeforeAll
    void trainStyles() {
        SandboxOptions options = SandboxOptions.builder()
                .speed(100)
                .queueTime(Duration.ZERO)
                .trainingTime(Duration.ZERO)
                .deploymentTime(Duration.ZERO)
                .drawingTime(Duration.ZERO)
                .build();
        sandbox = Sandbox.start(options);
        visitor = new Visitor(sandbox);
        ember = model("ember", visitor.upload("png", Pictures.stripes("png", EMBER)));
        reef = model("reef", visitor.upload("jpeg", Pictures.stripes("jpeg", REEF)));
        meadow = model("meadow", visitor.upload("webp", Pictures.webp(new Color(0x2e8b32), 64, 48)));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void aStyleBringsThePaletteOfItsPictures() {
        byte[] plain = visitor.draw(drawing("a harbour"));
        byte[] inEmber = visitor.draw(drawing("a harbour", ember, 1));
        byte[] inReef = visitor.draw(drawing("a harbour", reef, 1));

        assertThat(Pictures.distance(inEmber, EMBER)).isLessThan(30);
        assertThat(Pictures.distance(plain, EMBER)).isGreaterThan(60);
        assertThat(Pictures.distance(inReef, REEF)).isLessThan(45);
        assertThat(Pictures.distance(inEmber, REEF)).isGreaterThan(60);
    }

    @Test
    void webpPicturesTeachTheirColoursToo() {
        assertThat(Pictures.distance(visitor.draw(drawing("a harbour", meadow, 1)), new Color(0x2e8b32)))
                .isLessThan(15);
    }

    @Test
    void theStrengthDecidesHowMuchOfAStyleIsSeen() {
        double full = Pictures.distance(visitor.draw(drawing("a harbour", ember, 1)), EMBER);
        double half = Pictures.distance(visitor.draw(drawing("a harbour", ember, 0.5)), EMBER);
        double little = Pictures.distance(visitor.draw(drawing("a harbour", ember, 0.1)), EMBER);
        assertThat(full).isLessThan(half);
        assertThat(half).isLessThan(little);
        assertThat(visitor.draw(drawing("a harbour", ember, 0))).isEqualTo(visitor.draw(drawing("a harbour")));
    }

    @Test
    void stylesCanBeMixed() {
        ObjectNode mixed = drawing("a harbour", ember, 1);
        ((ArrayNode) mixed.at("/request/loras"))
                .addObject()
                .put("model_name", reef)
                .put("strength", 0.5);
        assertThat(visitor.draw(mixed))
                .isNotEqualTo(visitor.draw(drawing("a harbour", ember, 1)))
                .isNotEqualTo(visitor.draw(drawing("a harbour", reef, 1)));
    }

    @Test
    void equalSeedPromptAndStyleGiveTheEqualPicture() {
        assertThat(visitor.draw(drawing("a harbour", reef, 1)))
                .isEqualTo(visitor.draw(drawing("a harbour", reef.replace(".safetensors", ""), 1)));
    }

    @Test
    void anotherPromptOrSeedGivesAnotherPicture() {
        ObjectNode otherSeed = drawing("a harbour", reef, 1);
        Golden.request(otherSeed).put("seed", 8);
        byte[] harbour = visitor.draw(drawing("a harbour", reef, 1));
        assertThat(visitor.draw(otherSeed)).isNotEqualTo(harbour);
        assertThat(visitor.draw(drawing("a harbor", reef, 1))).isNotEqualTo(harbour);
    }

    @Test
    void picturesThatCannotBeReadTeachNothing() {
        byte[] broken = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0};
        String nothing = model("broken", visitor.upload("png", broken));
        assertThat(visitor.draw(drawing("a harbour", nothing, 1))).isEqualTo(visitor.draw(drawing("a harbour")));
    }

    private String model(String name, String asset) {
        String task = visitor.train(name, asset).success().get("task_id").stringValue();
        return visitor.training(task).at("/models/0/model_name").stringValue();
    }

    private static ObjectNode drawing(String prompt, String lora, double strength) {
        ObjectNode body = drawing(prompt);
        Golden.request(body)
                .putArray("loras")
                .addObject()
                .put("model_name", lora)
                .put("strength", strength);
        return body;
    }

    private static ObjectNode drawing(String prompt) {
        ObjectNode body = Golden.drawing("minimal");
        Golden.request(body)
                .put("prompt", prompt)
                .put("seed", 7)
                .put("width", 160)
                .put("height", 160);
        return body;
    }
}
