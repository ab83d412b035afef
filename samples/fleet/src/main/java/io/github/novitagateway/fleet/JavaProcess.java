package io.github.novitagateway.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this class path in a process of its own. */
final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /** Starts it with what it says in a file. */
    static JavaProcess start(Class<?> program, Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return new JavaProcess(builder(program, environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Starts one that says one line when it is ready; {@code line} gets it. */
    static JavaProcess startAndListen(Class<?> program, List<String> arguments, List<String> line) throws IOException {
        Process process = builder(program, Map.of(), arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String first = said.readLine();
        if (first == null) {
            process.destroy();
            throw new IOException(program.getSimpleName() + " did not start");
        }
        line.add(first);
        return new JavaProcess(process);
    }

    private static ProcessBuilder builder(Class<?> program, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NOVITA_"));
        builder.environment().putAll(environment);
        return builder;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as nothing can help. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Asks it to end, by SIGTERM; {@return its exit code} */
    int end() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** {@return what it ends with, which it has to do soon} */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a process that should end goes on");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
