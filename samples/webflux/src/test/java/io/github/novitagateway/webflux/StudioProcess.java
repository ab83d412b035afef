package io.github.novitagateway.webflux;

import io.github.novitagateway.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;

/** The application in a process of its own, with two processors. */
final class StudioProcess implements AutoCloseable {

    /** A JVM's start on a machine that has other work is the slowest thing these tests wait for. */
    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(60);

    private static final Pattern ADDRESS = Pattern.compile("The page is at (http://localhost:\\d+)");

    private final Process process;
    private final URI url;
    private final WebClient web;

    private StudioProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
        this.web = WebClient.create(url.toString());
    }

    static StudioProcess start(Sandbox service, Path folder) throws IOException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=2",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StudioApplication.class.getName(),
                        "--server.port=0",
                        "--studio.folder=" + folder,
                        "--novita.api-key=any",
                        "--novita.base-url=" + service.baseUrl(),
                        "--novita.training-polling.longest=500ms")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            RunningStudio.await(() -> !process.isAlive() || address(output).find(), PATIENCE_TO_START);
        } catch (IllegalStateException tooLate) {
            throw notStarted(process, output);
        }
        Matcher address = address(output);
        if (!address.find()) {
            throw notStarted(process, output);
        }
        return new StudioProcess(process, URI.create(address.group(1).replace("localhost", "127.0.0.1")));
    }

    private static IllegalStateException notStarted(Process process, Path output) throws IOException {
        process.destroyForcibly();
        return new IllegalStateException("the application did not start: " + Files.readString(output));
    }

    private static Matcher address(Path output) {
        try {
            return ADDRESS.matcher(Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    String begin(String name) {
        JsonNode view = Objects.requireNonNull(web.post()
                .uri("/api/trainings")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(BodyInserters.fromMultipartData(
                        RunningStudio.form(name, "harbour-dusk.png").build()))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(RunningStudio.PATIENCE));
        return view.get("training").asString();
    }

    /** The first value of one of its meters. */
    double meter(String name) {
        return Objects.requireNonNull(web.get()
                        .uri(url + "/actuator/metrics/" + name)
                        .retrieve()
                        .bodyToMono(JsonNode.class)
                        .block(RunningStudio.PATIENCE))
                .get("measurements")
                .get(0)
                .get("value")
                .asDouble();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
