package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.Webhook.TaskEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.test.StepVerifier;

/** An application that hands on to its users what came to the webhook. */
@Timeout(60)
class EventStreamTest {

    @Import(RunningApplication.Application.class)
    static class Telling {

        @Bean
        RouterFunction<ServerResponse> told(TaskEvents events) {
            return RouterFunctions.route()
                    .GET(
                            "/told",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.TEXT_EVENT_STREAM)
                                    .body(events.events().map(TaskEvent::type).startWith("listening"), String.class))
                    .build();
        }
    }

    @Test
    void aContextUnderTheApplicationsEndsNoStream() {
        Contexts.reactive().withPropertyValues("novita.webhook.enabled=true").run(context -> {
            TaskEvents events = context.getBean(TaskEvents.class);
            StepVerifier.create(events.events())
                    .then(() -> closeOneUnder(context))
                    .then(() -> events.publish(new TaskEvent("LATE", null)))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(Duration.ofSeconds(10));
        });
    }

    private static void closeOneUnder(ApplicationContext parent) {
        GenericApplicationContext child = new GenericApplicationContext(parent);
        child.refresh();
        child.close();
    }

    /** A server that stops waiting breaks the stream off. */
    @Test
    void theServerNeedNotWaitForThoseWhoListen() throws IOException, InterruptedException {
        HttpResponse<InputStream> told;
        try (RunningApplication application = RunningApplication.start(
                Telling.class,
                URI.create("http://127.0.0.1:9"),
                "novita.webhook.enabled=true",
                "spring.lifecycle.timeout-per-shutdown-phase=10s")) {
            told = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(application.address().resolve("/told"))
                                    .build(),
                            BodyHandlers.ofInputStream());
        }

        try (InputStream body = told.body()) {
            assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).contains("listening");
        }
    }
}
