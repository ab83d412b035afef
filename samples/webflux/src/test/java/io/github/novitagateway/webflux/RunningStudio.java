package io.github.novitagateway.webflux;

import io.github.novitagateway.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** The application on a free port, over a service and a folder of the test's own. */
final class RunningStudio implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LARGEST_ANSWER = 16 << 20;
    static final Path PICTURES = Path.of("..", "pictures");

    private static final ParameterizedTypeReference<ServerSentEvent<JsonNode>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final ReactiveWebServerApplicationContext context;

    private RunningStudio(ReactiveWebServerApplicationContext context) {
        this.context = context;
    }

    static RunningStudio start(Sandbox service, Path folder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--studio.folder=" + folder,
                "--studio.service-look=200ms",
                "--novita.api-key=any",
                "--novita.base-url=" + service.baseUrl(),
                "--novita.training-polling.longest=150ms",
                "--novita.image-polling.first=100ms",
                "--novita.image-polling.longest=150ms"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add(setting);
        }
        return new RunningStudio((ReactiveWebServerApplicationContext)
                StudioApplication.application().run(arguments.toArray(String[]::new)));
    }

    URI url() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort());
    }

    WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(url().toString())
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    WebClient web() {
        return WebClient.create(url().toString());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    static MultipartBodyBuilder form(String name, String... pictures) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("name", name);
        form.part("steps", "500");
        for (String picture : pictures) {
            form.part("caption", "inkwash style, " + picture);
            form.part("picture", file(picture));
        }
        return form;
    }

    /** Read at once: the test's own client must not block either. */
    private static Resource file(String picture) {
        try {
            return new ByteArrayResource(Files.readAllBytes(PICTURES.resolve(picture))) {
                @Override
                public String getFilename() {
                    return picture;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebTestClient.ResponseSpec post(MultipartBodyBuilder form) {
        return post("/api/trainings", form);
    }

    WebTestClient.ResponseSpec post(String path, MultipartBodyBuilder form) {
        return client().post()
                .uri(path)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(form.build())
                .exchange();
    }

    /** Starts a training and tells its id. */
    String begin(String name, String... pictures) {
        JsonNode view = body(post(form(name, pictures)).expectStatus().isCreated());
        return view.get("training").asString();
    }

    Flux<Told> events(String path) {
        return events(path, "");
    }

    Flux<Told> events(String path, String lastId) {
        return web().get()
                .uri(path)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> {
                    if (!lastId.isEmpty()) {
                        headers.set("Last-Event-ID", lastId);
                    }
                })
                .retrieve()
                .bodyToFlux(EVENT)
                .map(Told::of);
    }

    /** What a training's stream tells until it has come to a stage. */
    List<Told> until(String id, String stage) {
        return Objects.requireNonNull(events(streamOf(id))
                .takeUntil(told -> told.stage().equals(stage))
                .collectList()
                .block(PATIENCE));
    }

    /** The first event of a stream that is as it should be. */
    Told await(String path, Predicate<Told> right) {
        return Objects.requireNonNull(events(path).filter(right).blockFirst(PATIENCE));
    }

    static String streamOf(String id) {
        return "/api/trainings/" + id + "/events";
    }

    /** Looks again and again until something is so. */
    static void await(BooleanSupplier condition) {
        await(condition, PATIENCE);
    }

    static void await(BooleanSupplier condition, Duration patience) {
        Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .publishOn(Schedulers.boundedElastic(), 1)
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(patience);
    }

    static JsonNode body(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }

    JsonNode json(String path) {
        return body(client().get().uri(path).exchange().expectStatus().isOk());
    }

    JsonNode draw(String id, String prompt) {
        return body(client().post()
                .uri("/api/trainings/{id}/drawings", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"prompt\":\"" + prompt + "\"}")
                .exchange()
                .expectStatus()
                .isAccepted());
    }

    void goOn(String id) {
        client().post()
                .uri("/api/trainings/{id}/attempts", id)
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Override
    public void close() {
        context.close();
    }
}
