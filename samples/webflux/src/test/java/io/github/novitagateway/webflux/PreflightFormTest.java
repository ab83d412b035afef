package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxLedger.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import tools.jackson.databind.JsonNode;

/** A form that is looked at before it starts anything. */
class PreflightFormTest {

    private static final String PREFLIGHT = "/api/preflight";

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.quick().build());

    @TempDir
    Path folder = Path.of("");

    RunningStudio studio;
    private long sentBefore;

    @BeforeEach
    void start(Sandbox sandbox) {
        sentBefore = sent(sandbox);
        studio = RunningStudio.start(
                sandbox,
                folder,
                "--studio.largest-picture=300KB",
                "--studio.largest-request=700KB",
                "--studio.prices.training=1.5",
                "--studio.prices.step=0.001",
                "--studio.prices.image=0.01");
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private void expectNothingLeft(Sandbox sandbox) throws IOException {
        assertThat(sent(sandbox)).isEqualTo(sentBefore);
        try (Stream<Path> left = Files.list(folder.resolve("trainings"))) {
            assertThat(left).as("folders of forms").isEmpty();
        }
    }

    private static long sent(Sandbox sandbox) {
        return sandbox.ledger().requests().stream()
                .map(RecordedRequest::method)
                .filter(method -> !method.equals("GET"))
                .count();
    }

    private JsonNode report(MultipartBodyBuilder form) {
        return RunningStudio.body(studio.post(PREFLIGHT, form).expectStatus().isOk());
    }

    private JsonNode problem(int status, MultipartBodyBuilder form) {
        return RunningStudio.body(studio.post(PREFLIGHT, form)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    private static List<String> messages(JsonNode flaws) {
        return StreamSupport.stream(flaws.spliterator(), false)
                .map(flaw -> flaw.get("message").asString())
                .toList();
    }

    private static void add(MultipartBodyBuilder form, String name, byte[] content, String caption) {
        form.part("caption", caption);
        form.part("picture", new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        });
    }

    @Test
    void aGoodFormPassesWithWhatItWillTake(Sandbox sandbox) throws IOException {
        JsonNode report = report(RunningStudio.form("ink", "stone-bridge.jpg", "harbour-dusk.png"));

        assertThat(messages(report.get("errors"))).isEmpty();
        assertThat(messages(report.get("warnings"))).containsExactly("images.size should be at least 10 but was 2");
        assertThat(report.get("uploads").asInt()).isEqualTo(2);
        assertThat(report.get("bytes").asLong())
                .isEqualTo(Files.size(RunningStudio.PICTURES.resolve("stone-bridge.jpg"))
                        + Files.size(RunningStudio.PICTURES.resolve("harbour-dusk.png")));
        assertThat(report.get("seconds").isNull()).isTrue();
        assertThat(report.get("cost").asDouble()).as("500 steps").isEqualTo(2.01);
        expectNothingLeft(sandbox);
    }

    @Test
    void everyFaultIsToldAtOnce(Sandbox sandbox) throws IOException {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("name", "x".repeat(65));
        form.part("steps", "many");
        form.part("baseModel", "mine");
        byte[] picture = Files.readAllBytes(RunningStudio.PICTURES.resolve("stone-bridge.jpg"));
        add(form, "letter.png", "dear sir or madam".getBytes(StandardCharsets.UTF_8), "a letter");
        add(form, "silent.jpg", picture, "  ");
        add(form, "long.jpg", picture, "x".repeat(1025));
        add(form, "lines.jpg", picture, "a bridge\nof stone");

        JsonNode report = report(form);

        assertThat(messages(report.get("errors")))
                .satisfiesExactly(
                        name -> assertThat(name).isEqualTo("name must be 1..64 characters but was 65"),
                        caption -> assertThat(caption)
                                .startsWith("captions[3] must be free of control characters but was"),
                        model -> assertThat(model)
                                .startsWith("baseModel must be one of [")
                                .endsWith("but was mine"),
                        steps -> assertThat(steps).isEqualTo("steps must be a whole number, 1..10000 but was many"),
                        format -> assertThat(format).startsWith("letter.png: format must be PNG, JPEG or WEBP"),
                        blank -> assertThat(blank).startsWith("silent.jpg: caption must not be blank"),
                        longest -> assertThat(longest)
                                .isEqualTo("long.jpg: caption must be 1..1024 code points but was 1025"));
        assertThat(messages(report.get("warnings")))
                .anyMatch(message -> message.startsWith("long.jpg: content should be unlike"));
        JsonNode flaw = report.get("errors").get(5);
        assertThat(flaw.get("picture").asString()).isEqualTo("silent.jpg");
        assertThat(flaw.get("field").asString()).isEqualTo("caption");
        assertThat(report.get("cost").isNull()).as("steps are not known").isTrue();
        expectNothingLeft(sandbox);
    }

    @Test
    void aFormWithoutPicturesIsTooLittle(Sandbox sandbox) throws IOException {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("name", "ink");

        assertThat(messages(report(form).get("errors"))).containsExactly("images.size must be 1..50 but was 0");
        expectNothingLeft(sandbox);
    }

    @Test
    void aFormThatIsNoneIsRefused(Sandbox sandbox) throws IOException {
        MultipartBodyBuilder unknown = RunningStudio.form("ink", "stone-bridge.jpg");
        unknown.part("apiKey", "secret");
        assertThat(problem(400, unknown).get("field").asString()).isEqualTo("field");

        MultipartBodyBuilder uncaptioned = RunningStudio.form("ink", "stone-bridge.jpg");
        uncaptioned.part("caption", "one more");
        assertThat(problem(400, uncaptioned).get("field").asString()).isEqualTo("captions");

        MultipartBodyBuilder large = new MultipartBodyBuilder();
        add(large, "large.png", new byte[307_201], "a hill");
        assertThat(problem(413, large).get("field").asString()).isEqualTo("pictures[0]");

        MultipartBodyBuilder largest = new MultipartBodyBuilder();
        for (int i = 0; i < 3; i++) {
            add(largest, "large.png", new byte[300_000], "a hill");
        }
        assertThat(problem(413, largest).get("field").asString()).isEqualTo("request");
        expectNothingLeft(sandbox);
    }

    @Test
    void theTimeIsThatOfEarlierTrainings() {
        String id = studio.begin("ink", "stone-bridge.jpg");
        studio.until(id, "ready");

        RunningStudio.await(() -> !report(RunningStudio.form("more", "stone-bridge.jpg"))
                .get("seconds")
                .isNull());
    }
}
