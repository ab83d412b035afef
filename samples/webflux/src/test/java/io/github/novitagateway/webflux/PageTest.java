package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxExtension;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the page is allowed to do, and who is allowed to ask. */
class PageTest extends StudioTest {

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.quick().build());

    @Test
    void thePageMayUseNothingButItsOwnFiles() {
        String page = page();
        studio.client()
                .get()
                .uri("/")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectHeader()
                .valueMatches("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self';.*")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer");

        assertThat(page).doesNotContain("style=", "<style", "javascript:", "http://", "https://");
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        JsonNode problem = RunningStudio.body(studio.client()
                .post()
                .uri("/api/trainings")
                .header("Origin", "https://elsewhere.example")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(RunningStudio.form("ink", "harbour-dusk.png").build())
                .exchange()
                .expectStatus()
                .isForbidden());

        assertThat(problem.get("field").asString()).isEqualTo("Origin");
        assertThat(problem.get("value").asString()).isEqualTo("https://elsewhere.example");
        assertThat(studio.json("/api/trainings")).isEmpty();
    }

    @Test
    void aNameThatIsNotOursIsRefused() {
        studio.client()
                .get()
                .uri("/api/trainings")
                .header("Host", "rebound.example")
                .exchange()
                .expectStatus()
                .isEqualTo(421);
    }

    @Test
    void thePagesOwnOriginIsTaken() {
        studio.client()
                .post()
                .uri("/api/trainings/none/attempts")
                .header("Origin", studio.url().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void healthAndMetricsAreThere() {
        assertThat(studio.json("/actuator/health").get("status").asString()).isEqualTo("UP");
        assertThat(studio.json("/actuator/metrics").get("names").toString())
                .contains("studio.streams", "jvm.memory.used");
    }

    private String page() {
        WebTestClient.ResponseSpec answer =
                studio.client().get().uri("/").accept(MediaType.TEXT_HTML).exchange();
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
