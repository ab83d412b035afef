package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** What goes wrong at the service and at the browser, and what becomes of it. */
class TroubleTest extends StudioTest {

    private static final Fault UNAVAILABLE = Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "later");

    @RegisterExtension
    final SandboxExtension novita = SandboxExtension.with(Services.quick().build());

    @Test
    void aTrainingThatFailsSaysSoAndCannotBeGoneOnWith(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.failed());
        String id = studio.begin("ink", "harbour-dusk.png");

        JsonNode failure = failure(id);
        assertThat(failure.get("what").asString()).isEqualTo("The service could not do it");
        assertThat(failure.get("canGoOn").asBoolean()).isFalse();
        JsonNode problem = RunningStudio.body(studio.client()
                .post()
                .uri("/api/trainings/{id}/attempts", id)
                .exchange()
                .expectStatus()
                .isEqualTo(409));
        assertThat(problem.get("value").asString()).isEqualTo("failed");
    }

    @Test
    void theServiceIsDownForAWhileAndThePageIsTold(Sandbox sandbox) {
        String id = studio.begin("ink", "harbour-dusk.png");
        studio.until(id, "queued");
        List.of(SandboxEndpoint.STYLE_STATUS, SandboxEndpoint.BALANCE, SandboxEndpoint.USER)
                .forEach(endpoint -> sandbox.faults().on(endpoint, UNAVAILABLE));
        assertThat(awaitService(false).get("trouble").asString()).startsWith("The service does not answer.");

        sandbox.faults().clear();
        assertThat(awaitService(true).get("trouble").isNull()).isTrue();
        assertThat(studio.until(id, "ready")).isNotEmpty();
    }

    @Test
    void a429IsWaitedForAndPaidOnce(Sandbox sandbox) {
        sandbox.faults()
                .on(
                        SandboxEndpoint.STYLE_SUBMIT,
                        Fault.throttled(Duration.ofSeconds(1)).next(1));
        sandbox.faults().on(SandboxEndpoint.STYLE_STATUS, Fault.throttled().next(2));
        studio.until(studio.begin("ink", "harbour-dusk.png"), "ready");

        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void a429ThatStaysStopsTheTrainingWhichThenGoesOnWithItsPictures(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.throttled(Duration.ofMinutes(5)));
        String id = studio.begin("ink", "harbour-dusk.png");
        JsonNode failure = failure(id);
        assertThat(failure.get("what").asString()).isEqualTo("The service asks for fewer requests");
        assertThat(failure.get("canGoOn").asBoolean()).isTrue();

        sandbox.faults().clear();
        studio.goOn(id);
        studio.until(id, "ready");
        assertThat(sandbox.ledger().storedImages()).hasSize(1);
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void aPictureThatTheServiceRejectsStopsTheTrainingBeforeAnythingIsPaid(Sandbox sandbox) {
        sandbox.faults()
                .on(
                        SandboxEndpoint.STYLE_SUBMIT,
                        Fault.apiError(400, "ILLEGAL_IMAGE_CONTENT", "the picture is not allowed"));
        JsonNode failure = failure(studio.begin("ink", "harbour-dusk.png"));

        assertThat(failure.get("what").asString()).isEqualTo("The service refuses the content");
        assertThat(failure.get("canGoOn").asBoolean()).isFalse();
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @Test
    void aPictureThatStorageRejectsIsNamed(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.STORAGE_PUT, Fault.storageError(400, "EntityTooLarge", "too large"));
        JsonNode failure = failure(studio.begin("ink", "harbour-dusk.png"));

        assertThat(failure.get("what").asString()).isEqualTo("A picture could not be stored");
        assertThat(failure.get("detail").asString())
                .contains("00.png", "EntityTooLarge")
                .doesNotContain("X-Amz-");
    }

    @Test
    void anAnswerThatIsLostIsFoundInTheList(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.resetAfter().next(1));
        studio.until(studio.begin("ink", "harbour-dusk.png"), "ready");

        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void aDrawingThatFailsSaysSoAndTheNextOneIsDrawn(Sandbox sandbox) {
        String id = studio.begin("ink", "harbour-dusk.png");
        studio.until(id, "ready");
        sandbox.faults()
                .on(
                        SandboxEndpoint.TXT2IMG,
                        Fault.throttled(Duration.ofMinutes(5)).next(1));
        studio.draw(id, "a lighthouse");
        assertThat(drawing(id, 1).get("failure").get("what").asString())
                .isEqualTo("The service asks for fewer requests");
        studio.draw(id, "a lighthouse");

        assertThat(drawing(id, 2).get("href").asString()).isEqualTo("/api/trainings/" + id + "/drawings/2");
    }

    @Test
    void aDrawingThatCannotBeKeptIsNeverDrawn(Sandbox sandbox) throws IOException {
        String id = studio.begin("ink", "harbour-dusk.png");
        studio.until(id, "ready");
        Path inTheWay =
                Files.createDirectory(folder.resolve("trainings").resolve(id).resolve("training.json.part"));
        refusedDrawing(id, "a lighthouse", 500);
        Files.delete(inTheWay);
        studio.draw(id, "a harbour");
        drawing(id, 2);

        studio.close();
        studio = RunningStudio.start(sandbox, folder);
        RunningStudio.await(() -> studio.json("/api/trainings").size() == 1);

        assertThat(drawing(id, 1).get("failure").isNull()).isFalse();
        assertThat(sandbox.ledger().paidTasks())
                .as("the training and one drawing")
                .hasSize(2);
    }

    @Test
    void aDrawingIsRefusedBeforeTheStyleIsReadyAndWithoutWords() {
        String id = studio.begin("ink", "harbour-dusk.png");
        assertThat(refusedDrawing(id, "a lighthouse", 409).get("bound").asString())
                .isEqualTo("ready");
        studio.until(id, "ready");

        JsonNode problem = refusedDrawing(id, " ", 400);
        assertThat(problem.get("field").asString()).isEqualTo("prompt");
        assertThat(problem.get("bound").asString()).isEqualTo("1..1024 characters");
        assertThat(problem.get("value").asString()).isEqualTo("0");
        assertThat(refusedDrawing(id, "x".repeat(1025), 400).get("value").asString())
                .isEqualTo("1025");
    }

    @Test
    void noMoreTrainingsRunThanAreAllowed(Sandbox sandbox) {
        studio.close();
        studio = RunningStudio.start(sandbox, folder, "--studio.most-running=1");
        String first = studio.begin("ink", "harbour-dusk.png");
        JsonNode problem = RunningStudio.body(studio.post(RunningStudio.form("ink", "harbour-dusk.png"))
                .expectStatus()
                .isEqualTo(429));
        assertThat(problem.get("bound").asString()).isEqualTo("less than 1");
        studio.until(first, "ready");

        studio.begin("next", "harbour-dusk.png");
    }

    private JsonNode refusedDrawing(String id, String prompt, int status) {
        return RunningStudio.body(studio.client()
                .post()
                .uri("/api/trainings/{id}/drawings", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"prompt\":\"" + prompt + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(status));
    }

    private JsonNode failure(String id) {
        List<Told> told = studio.until(id, "failed");
        return told.get(told.size() - 1).data().get("failure");
    }

    private JsonNode drawing(String id, int number) {
        return studio.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(number))
                .data();
    }

    private JsonNode awaitService(boolean reachable) {
        return studio.await(
                        "/api/events",
                        told -> told.kind().equals("service")
                                && told.data().get("reachable").asBoolean() == reachable)
                .data();
    }
}
