package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import tools.jackson.databind.JsonNode;

/** What is refused, and what the refusal says. */
class StartFormTest extends StudioTest {

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.quick().build());

    StartFormTest() {
        super("--studio.largest-picture=300KB", "--studio.largest-request=700KB");
    }

    @AfterEach
    void nothingIsLeftAndNothingIsPaid(Sandbox sandbox) throws IOException {
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("trainings"))) {
            assertThat(left).as("folders of refused forms").isEmpty();
        }
    }

    @Test
    void aFormWithoutPictures() {
        refused(400, "pictures", "1..50 pictures", "0", form -> form.part("name", "ink"));
    }

    @Test
    void aFileThatIsNoPictureWhateverItsNameSays() {
        refused(415, "pictures[1]", "a PNG, JPEG or WebP picture by its first bytes", "letter.png", form -> {
            good(form);
            add(form, "letter.png", "dear sir or madam".getBytes(StandardCharsets.UTF_8));
            add(form, "later.png", new byte[100_000]);
        });
    }

    @Test
    void anEmptyFile() {
        refused(415, "pictures[0]", "a PNG, JPEG or WebP picture by its first bytes", "none.png", form -> {
            form.part("name", "ink");
            add(form, "none.png", new byte[0]);
        });
    }

    @Test
    void aPictureThatIsTooLarge() {
        refused(413, "pictures[0]", "at most 307200 bytes", "large.png", form -> {
            form.part("name", "ink");
            add(form, "large.png", png(307_201));
        });
    }

    @Test
    void aRequestThatIsTooLargeByItsLength() {
        refused(413, "request", "at most 716800 bytes", null, form -> {
            form.part("name", "ink");
            for (int i = 0; i < 3; i++) {
                add(form, "large.png", png(300_000));
            }
        });
    }

    @Test
    void aPictureWithoutACaption() {
        refused(400, "captions", "as many as pictures, 1", "0", form -> {
            form.part("name", "ink");
            form.part("picture", picture("a.png", png(1000)));
        });
    }

    @Test
    void aBlankCaption() {
        refused(400, "captions[0]", "1..1024 characters", "0", form -> {
            form.part("name", "ink");
            form.part("caption", "   ");
            form.part("picture", picture("a.png", png(1000)));
        });
    }

    @Test
    void aCaptionThatIsTooLong() {
        refused(400, "captions[0]", "1..1024 characters", "1025", form -> {
            form.part("name", "ink");
            form.part("caption", "x".repeat(1025));
            form.part("picture", picture("a.png", png(1000)));
        });
    }

    @Test
    void stepsThatAreNoNumberInRange() {
        refused(
                400,
                "steps",
                "a whole number, 1..10000",
                "10001",
                form -> good(form).part("steps", "10001"));
        refused(
                400,
                "steps",
                "a whole number, 1..10000",
                "0",
                form -> good(form).part("steps", "0"));
        refused(
                400,
                "steps",
                "a whole number, 1..10000",
                "many",
                form -> good(form).part("steps", "many"));
    }

    @Test
    void aBaseModelThatIsNotOffered() {
        JsonNode problem = problem(400, form -> good(form).part("baseModel", "mine"));
        assertThat(problem.get("field").asString()).isEqualTo("baseModel");
        assertThat(problem.get("bound").asString()).contains("v1-5-pruned-emaonly");
    }

    @Test
    void aNameThatIsTooLong() {
        refused(400, "name", "1..64 characters", "65", form -> good(form).part("name", "x".repeat(65)));
    }

    @Test
    void moreThanFiftyPictures() {
        refused(400, "captions", "at most 50", "51", form -> {
            form.part("name", "ink");
            for (int i = 0; i <= 50; i++) {
                add(form, i + ".png", png(100));
            }
        });
    }

    @Test
    void aFieldThatNobodyKnows() {
        refused(
                400,
                "field",
                "one of name, baseModel, steps, caption, picture",
                "apiKey",
                form -> good(form).part("apiKey", "secret"));
    }

    @Test
    void aTrainingThatNobodyKnows() {
        JsonNode problem = RunningStudio.body(studio.client()
                .get()
                .uri("/api/trainings/none/events")
                .exchange()
                .expectStatus()
                .isNotFound());
        assertThat(problem.get("value").asString()).isEqualTo("none");
    }

    private void refused(
            int status, String field, String bound, @Nullable String value, Consumer<MultipartBodyBuilder> fill) {
        JsonNode problem = problem(status, fill);
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("bound").asString()).isEqualTo(bound);
        if (value != null) {
            assertThat(problem.get("value").asString()).isEqualTo(value);
            assertThat(problem.get("detail").asString()).contains(field, bound, value);
        }
    }

    private JsonNode problem(int status, Consumer<MultipartBodyBuilder> fill) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        fill.accept(form);
        return RunningStudio.body(studio.post(form)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    private static MultipartBodyBuilder good(MultipartBodyBuilder form) {
        form.part("name", "ink");
        add(form, "a.png", png(1000));
        return form;
    }

    private static void add(MultipartBodyBuilder form, String name, byte[] content) {
        form.part("caption", "a hill");
        form.part("picture", picture(name, content));
    }

    private static ByteArrayResource picture(String name, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static byte[] png(int size) {
        byte[] bytes = new byte[size];
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }
}
