package io.github.novitagateway.fleet;

import io.github.novitagateway.sandbox.SandboxMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
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

    static SandboxProcess start(double speed) throws IOException {
        return start(SandboxMain.class, List.of("--speed", Double.toString(speed)));
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
     */
    record Count(List<String> trainings, int drawings, int pictures) {}

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
                trainings, paid - trainings.size(), ledger.path("stored_images").size());
    }

    @Override
    public void close() {
        process.close();
    }
}
