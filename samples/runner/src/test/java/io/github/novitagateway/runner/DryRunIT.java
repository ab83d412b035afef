package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The jar that users start, asked to look and to start nothing. */
@Timeout(120)
class DryRunIT {
    private static final String PICTURES =
            Plans.PICTURES.toAbsolutePath().normalize().toString();

    /** What is wrong with the command line of {@link #faulty}. */
    private static final List<String> FLAWS_OF_SETTINGS = List.of(
            "width must be at least 1 but was 0",
            "maxTrainSteps must be at least 1 but was 0",
            "prompt must be 1..1024 code points but was 1025");

    private static final List<String> FLAWS_OF_PICTURES = List.of(
            "cut.png: size must be told by its header but was absent",
            "empty.png: caption must not be blank but was \"\"",
            "long.png: caption must be 1..1024 code points but was 1025",
            "silent.png: caption must be 1..1024 code points but was absent",
            "text.png: format must be PNG, JPEG or WEBP by its first bytes but was none of them");

    private static final String FLAW_OF_CHECKPOINT = "modelName must be of the family of v1-5-pruned-emaonly, Stable"
            + " Diffusion 1.5 but was juggernautXL_v9.safetensors, SDXL";

    private static final List<String> WARNINGS = List.of(
            "images.size should be at least 10 but was 9",
            "silent.png: content should be unlike that of every other picture but was that of a-good-one.png",
            "small.png: size should be at least 512 x 512, that of the training but was 511 x 512",
            "turned.jpg: rotation should be in its pixels, since the service may leave EXIF unread but was 90 degrees in"
                    + " EXIF",
            "wide.png: aspect should be at most 2 times that of 512 x 512 either way but was 1025 x 512");

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().speed(400).build());

    @TempDir
    private Path folder = Path.of("");

    private Path images = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private NovitaProcess dryRun(String... arguments) throws IOException {
        return NovitaProcess.against(
                sandbox.baseUrl().toString(),
                folder,
                Stream.concat(Stream.of("train", "--name", "ink", "--dry-run"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** A folder with one of each fault, and a command line with one of each. */
    private NovitaProcess faulty(String... more) throws IOException {
        byte[] good = picture("png", 600, 600);
        put("a-good-one.png", good, "a hill");
        put("cut.png", Arrays.copyOf(good, 20), "a cut hill");
        put("empty.png", picture("png", 601, 600), " ");
        put("long.png", picture("png", 602, 600), "x".repeat(1025));
        Files.write(images.resolve("silent.png"), good);
        put("small.png", picture("png", 511, 512), "a small hill");
        put("text.png", "a picture by its name alone".getBytes(StandardCharsets.UTF_8), "no hill");
        put("turned.jpg", turned(picture("jpeg", 600, 601)), "a lying hill");
        put("wide.png", picture("png", 1025, 512), "a wide hill");
        String[] command = {
            "--images", "images", "--steps", "0", "--checkpoint", "juggernautXL_v9.safetensors", "--prompt", "a hill"
        };
        return dryRun(
                Stream.of(Stream.of(command), Stream.of("--width", "0", "--prompt", "y".repeat(1025)), Stream.of(more))
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new));
    }

    private void put(String name, byte[] content, String caption) throws IOException {
        Files.write(images.resolve(name), content);
        Files.writeString(images.resolve(name.replaceAll("[.].*", ".txt")), caption);
    }

    @Test
    void tellsEachFaultAndSendsNothing() throws Exception {
        try (NovitaProcess novita = faulty()) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            assertThat(novita.lines())
                    .containsSubsequence(
                            FLAWS_OF_SETTINGS.stream().map("error    "::concat).toList());
            assertThat(novita.lines())
                    .containsSubsequence(
                            FLAWS_OF_PICTURES.stream().map("error    "::concat).toList())
                    .contains("error    " + FLAW_OF_CHECKPOINT)
                    .containsSubsequence(
                            WARNINGS.stream().map("warning  "::concat).toList())
                    .anyMatch(line -> line.startsWith("It would take 9 uploads of ")
                            && line.endsWith(" in all, 1 training, 1 drawing"))
                    .endsWith("9 errors, 5 warnings. Nothing was sent");
        }
        assertThat(sandbox.ledger().requests()).isEmpty();
        assertThat(folder.resolve("novita-out")).doesNotExist();
    }

    @Test
    void tellsTheSameAsJson() throws Exception {
        try (NovitaProcess novita = faulty("--json", "--prices", "training=1.5,image=0.01")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            JsonNode report = novita.events().get(0);
            assertThat(novita.eventWords()).containsExactly("preflight");
            assertThat(report.path("passed").asBoolean()).isFalse();
            assertThat(messages(report.path("errors"))).hasSize(9).containsAll(FLAWS_OF_SETTINGS);
            assertThat(messages(report.path("warnings"))).containsExactlyElementsOf(WARNINGS);
            JsonNode flaw = StreamSupport.stream(report.path("errors").spliterator(), false)
                    .filter(each -> each.path("picture").asString("").equals("silent.png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(flaw.path("field").asString()).isEqualTo("caption");
            assertThat(flaw.path("bound").asString()).isEqualTo("1..1024 code points");
            assertThat(flaw.path("value").asString()).isEqualTo("absent");
            JsonNode estimate = report.path("estimate");
            assertThat(estimate.path("upload_slots").asInt()).isEqualTo(9);
            assertThat(estimate.path("uploads").asInt()).isEqualTo(9);
            assertThat(estimate.path("trainings").asInt()).isEqualTo(1);
            assertThat(estimate.path("drawings").asInt()).isEqualTo(1);
            assertThat(estimate.path("cost_usd").asDouble()).isEqualTo(1.51);
            assertThat(estimate.has("minutes")).isFalse();
        }
        assertThat(sandbox.ledger().requests()).isEmpty();
    }

    private static List<String> messages(JsonNode flaws) {
        return StreamSupport.stream(flaws.spliterator(), false)
                .map(flaw -> flaw.path("message").asString())
                .toList();
    }

    @Test
    void tooManyPicturesAndEqualCaptionsAreTold() throws Exception {
        for (int i = 0; i < 51; i++) {
            Files.write(images.resolve(i + ".png"), picture("png", 512 + i, 512));
        }
        try (NovitaProcess novita = dryRun("--images", "images", "--caption", "a hill")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            assertThat(novita.lines())
                    .contains(
                            "error    images.size must be 1..50 but was 51",
                            "warning  captions should be unlike each other but was the same for all 51",
                            "1 error, 1 warning. Nothing was sent");
        }
    }

    @Test
    void goodPicturesPassWithTheTimeThatAnEarlierRunTook() throws Exception {
        String[] train = {"train", "--name", "ink", "--images", PICTURES, "--poll-interval", "100ms"};
        try (NovitaProcess novita = NovitaProcess.against(sandbox.baseUrl().toString(), folder, train)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
        }
        int asked = sandbox.ledger().requests().size();
        byte[] record = Files.readAllBytes(folder.resolve("novita-out/ink/novita-run.json"));

        try (NovitaProcess novita =
                dryRun("--images", PICTURES, "--out", "novita-out/another", "--prices", "training=2,image=1")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();

            assertThat(novita.lines()).hasSize(2).last().isEqualTo("0 errors, 0 warnings. Nothing was sent");
            assertThat(novita.lines().get(0))
                    .startsWith("It would take 12 uploads of ")
                    .containsPattern("1 training, 0 drawings; about \\d+ s; 2 USD by the prices given$");
        }
        assertThat(sandbox.ledger().requests()).hasSize(asked);
        assertThat(folder.resolve("novita-out/ink/novita-run.json")).hasBinaryContent(record);
        assertThat(folder.resolve("novita-out/another")).doesNotExist();
        tellsWhatTheFolderOfTheRunHolds();
        assertThat(sandbox.ledger().requests()).hasSize(asked);
        assertThat(folder.resolve("novita-out/ink/novita-run.json")).hasBinaryContent(record);
    }

    private void tellsWhatTheFolderOfTheRunHolds() throws Exception {
        try (NovitaProcess novita = dryRun("--images", PICTURES)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
            assertThat(novita.lines())
                    .contains(
                            "warning  out should be a folder without a run, for what it would take to be right but was"
                                    + " that of one whose training is begun: it goes on, and does not pay for that again");
        }
        try (NovitaProcess novita = dryRun("--images", PICTURES, "--width", "640")) {
            assertThat(novita.awaitExit()).isEqualTo(1);
            assertThat(novita.lines())
                    .contains(
                            "error    out must be a folder without another run but was that of one: it trains \"ink\" on"
                                    + " v1-5-pruned-emaonly at 512 x 512, not \"ink\" on v1-5-pruned-emaonly at 640 x 512");
        }
    }

    @Test
    void tellsThatTheFolderOfTheRunIsOfOtherCaptions() throws Exception {
        put("a.png", picture("png", 512, 512), "a hill");
        String[] train = {"train", "--name", "ink", "--images", "images", "--poll-interval", "100ms"};
        try (NovitaProcess novita = NovitaProcess.against(sandbox.baseUrl().toString(), folder, train)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
        }
        try (NovitaProcess novita = dryRun("--images", "images")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
        }
        Files.writeString(images.resolve("a.txt"), "a lake");
        try (NovitaProcess novita = dryRun("--images", "images")) {
            assertThat(novita.awaitExit()).isEqualTo(1);
            assertThat(novita.lines())
                    .contains(
                            "error    out must be a folder without another run but was that of one: its caption of a.png"
                                    + " was another one");
        }
    }

    @Test
    void whatIsMissingOnTheCommandLineDoesNotKeepTheRestFromBeingLookedAt() throws Exception {
        put("a.png", picture("png", 1024, 1024), "a hill");
        put("b.png", picture("png", 1024, 1025), "a lake");
        Files.write(images.resolve("b.txt"), new byte[] {'a', (byte) 0xE9});
        Files.writeString(images.resolve("c.heic"), "of a telephone");
        try (NovitaProcess novita = dryRun(
                "--images",
                "images",
                "--out",
                "images",
                "--base-model",
                "stable-diffusion-xl-base-1.0",
                "--prompt",
                "a hill")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            assertThat(novita.errors()).contains("Left out, since it is no picture: c.heic");
            assertThat(novita.lines())
                    .contains(
                            "error    out must be another folder than images but was images",
                            "error    b.png: b.txt must be UTF-8 text but was not",
                            "error    checkpoint must be an SDXL one, given by --checkpoint, since"
                                    + " stable-diffusion-xl-base-1.0 is one but was absent");
        }
    }

    @Test
    void needsNeitherAKeyNorASandbox() throws Exception {
        try (NovitaProcess novita =
                NovitaProcess.embedded(folder, "train", "--name", "ink", "--dry-run", "--images", PICTURES)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
            assertThat(novita.errors()).doesNotContain("sandbox");
        }
    }

    @Test
    void pricesMustTellTrainingAndImage() throws Exception {
        try (NovitaProcess novita = dryRun("--images", PICTURES, "--prices", "training=1")) {
            assertThat(novita.awaitExit()).isEqualTo(2);
            assertThat(novita.errors())
                    .contains("prices must tell that of a training and of an image but was without image");
        }
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes))
                .isTrue();
        return bytes.toByteArray();
    }

    /** Puts EXIF data right behind the start of the image, as cameras do: held on its side. */
    private static byte[] turned(byte[] jpeg) {
        ByteBuffer exif = ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
