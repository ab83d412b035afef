package io.github.novitagateway.runner;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runnable jar in a process of its own; every wait for it is bounded. */
final class NovitaProcess implements AutoCloseable {
    static final String KEY = "sk_test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String END = "\u0004";

    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Process process;
    private final Path errors;

    private NovitaProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::readLines, "novita-stdout");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the jar in a folder, without the variables that choose a service. */
    static NovitaProcess embedded(Path folder, String... arguments) throws IOException {
        return start(builder(folder, arguments));
    }

    /** Starts the jar in a folder, with a key and the address of a service in its environment. */
    static NovitaProcess against(String baseUrl, Path folder, String... arguments) throws IOException {
        ProcessBuilder builder = builder(folder, arguments);
        builder.environment().put("NOVITA_BASE_URL", baseUrl);
        builder.environment().put("NOVITA_API_KEY", KEY);
        return start(builder);
    }

    private static ProcessBuilder builder(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("novita.jar", "target/novita.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NOVITA_"));
        return builder;
    }

    private static NovitaProcess start(ProcessBuilder builder) throws IOException {
        File errors = File.createTempFile("novita-", ".err");
        return new NovitaProcess(builder.redirectError(errors).start(), errors.toPath());
    }

    /** The first line on stdout that is like this, among those not yet awaited. */
    String awaitLine(Predicate<String> wanted) throws InterruptedException {
        for (String line = next(); !line.equals(END); line = next()) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("stdout ended before the line came: " + seen + " " + errors());
    }

    JsonNode awaitEvent(String word) throws InterruptedException {
        return event(awaitLine(line -> event(line).path("event").asString().equals(word)));
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + seen + " " + errors());
        }
        for (String line = next(); !line.equals(END); line = next()) {
            // lines gather in what was seen
        }
        return process.exitValue();
    }

    boolean awaitExitWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<String> lines() {
        return List.copyOf(seen);
    }

    List<JsonNode> events() {
        return seen.stream().map(NovitaProcess::event).toList();
    }

    List<String> eventWords() {
        return events().stream().map(event -> event.path("event").asString()).toList();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void interrupt() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill failed");
        }
    }

    /** A shell without job control starts background work so, and every process inherits it. */
    static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .strip();
        return (Long.parseUnsignedLong(mask, 16) & 2) != 0;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }

    private static JsonNode event(String line) {
        return JsonMapper.shared().readTree(line);
    }

    private String next() throws InterruptedException {
        String line = arriving.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing came for " + PATIENCE + " after " + seen + " " + errors());
        }
        if (!line.equals(END)) {
            seen.add(line);
        }
        return line;
    }

    private void readLines() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(arriving::add);
        } catch (IOException | UncheckedIOException e) {
            // a killed process ends its output as it likes
        } finally {
            arriving.add(END);
        }
    }
}
