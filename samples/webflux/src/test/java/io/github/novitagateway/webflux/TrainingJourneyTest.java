package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** From pictures to drawings, as a program sees it. */
class TrainingJourneyTest extends StudioTest {

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.quick().build());

    @Test
    void picturesBecomeAStyleAndTheStyleDraws() throws IOException {
        String id = studio.begin("ink", "harbour-dusk.png", "stone-bridge.jpg", "moonlit-village.webp");
        List<Told> told = studio.until(id, "ready");

        assertThat(told.stream()
                        .map(Told::stage)
                        .filter(stage -> !stage.isEmpty())
                        .distinct())
                .containsExactly("uploading", "queued", "training", "deploying", "ready");
        assertThat(told).extracting(Told::kind).contains("training", "upload", "service");
        studio.draw(id, "a lighthouse");
        byte[] picture = picture(awaitDrawing(id, 1));
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(512);
    }

    @Test
    void theFilesThatCameAreTheFilesThatAreShown() throws IOException {
        String id = studio.begin("ink", "stone-bridge.jpg", "winding-river.webp");

        assertThat(shown(id, 0, MediaType.IMAGE_JPEG)).isEqualTo(onDisk("stone-bridge.jpg"));
        assertThat(shown(id, 1, MediaType.valueOf("image/webp"))).isEqualTo(onDisk("winding-river.webp"));
    }

    @Test
    void severalTrainingsRunSideBySideAndTheNewestComesFirst() {
        String first = studio.begin("first", "harbour-dusk.png");
        String second = studio.begin("second", "pine-island.png");
        studio.until(first, "ready");
        studio.until(second, "ready");

        JsonNode all = studio.json("/api/trainings");
        assertThat(all.findValuesAsString("training")).containsSubsequence(second, first);
        assertThat(studio.json("/api/trainings/" + first).get("name").asString())
                .isEqualTo("first");
    }

    private JsonNode awaitDrawing(String id, int number) {
        return studio.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(number))
                .data();
    }

    private byte[] picture(JsonNode drawing) {
        return fetched(drawing.get("href").asString(), MediaType.IMAGE_PNG);
    }

    private byte[] shown(String id, int index, MediaType type) {
        return fetched("/api/trainings/" + id + "/pictures/" + index, type);
    }

    private byte[] fetched(String path, MediaType type) {
        return Objects.requireNonNull(studio.client()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(type)
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private static byte[] onDisk(String picture) throws IOException {
        return Files.readAllBytes(RunningStudio.PICTURES.resolve(picture));
    }
}
