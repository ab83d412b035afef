package io.github.novitagateway.fleet;

import io.github.novitagateway.sandbox.SandboxMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox in a process of its own, which counts what was paid. */
final class SandboxProcess implements AutoCloseable {
    private final JavaProcess process;
    private final String address;

    private SandboxProcess(JavaProcess process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param imagesPerMinute of its own time, which passes that much faster */
    static SandboxProcess start(double speed, int imagesPerMinute) throws IOException {
        return start(
                SandboxMain.class,
                List.of("--speed", Double.toString(speed), "--txt2img-per-minute", Integer.toString(imagesPerMinute)));
    }

    /** Starts a program whose first line ends in the address of its sandbox. */
    static SandboxProcess start(Class<?> program, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>();
        JavaProcess process = JavaProcess.startAndListen(program, arguments, line);
        return new SandboxProcess(process, line.get(0).substring(line.get(0).lastIndexOf(' ') + 1));
    }

    String address() {
        return address;
    }

    /**
     * What happened there.
     *
     * @param trainings names of the paid trainings
     * @param drawings how many drawings were paid
     * @param pictures how many pictures were stored
     * @param walks how often the list of trainings was asked for
     * @param looks how often a single training was
     * @param refused how many requests were one too many
     */
    record Count(List<String> trainings, int drawings, int pictures, long walks, long looks, long refused) {}

    Count count() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/sandbox/ledger")).build();
        JsonNode ledger = JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofByteArray())
                        .body());
        List<String> trainings = StreamSupport.stream(ledger.path("paid_tasks").spliterator(), false)
                .filter(task -> task.path("kind").asString("").equals("style"))
                .map(task -> task.path("name").asString(""))
                .toList();
        int paid = ledger.path("paid_tasks").size();
        return new Count(
                trainings,
                paid - trainings.size(),
                ledger.path("stored_images").size(),
                requests(ledger, asked -> isGet(asked, "/v3/training")),
                requests(ledger, asked -> isGet(asked, "/v3/training/style")),
                requests(ledger, asked -> asked.path("status").asInt(0) == 429));
    }

    private static long requests(JsonNode ledger, Predicate<JsonNode> wanted) {
        return StreamSupport.stream(ledger.path("requests").spliterator(), false)
                .filter(wanted)
                .count();
    }

    private static boolean isGet(JsonNode asked, String path) {
        return asked.path("method").asString("").equals("GET")
                && asked.path("path").asString("").equals(path);
    }

    @Override
    public void close() {
        process.close();
    }
}
