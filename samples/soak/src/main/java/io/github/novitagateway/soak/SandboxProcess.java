package io.github.novitagateway.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * A sandbox in a process of its own. It keeps all that was ever sent to it, which would look like a leak of the gateway
 * in the same process.
 */
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final URI baseUrl;

    private SandboxProcess(Process process, BufferedReader answers, URI baseUrl) {
        this.process = process;
        this.answers = answers;
        this.baseUrl = baseUrl;
    }

    static SandboxProcess start(Plan plan) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=2",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        FaultySandbox.class.getName(),
                        plan.training().toString(),
                        Long.toString(plan.seed()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = answers.readLine();
        if (line == null) {
            process.destroy();
            throw new IOException("the sandbox did not start");
        }
        return new SandboxProcess(process, answers, URI.create(line));
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** All that is paid here is a training. Blocks. */
    long paidTrainings() throws IOException {
        OutputStream questions = process.getOutputStream();
        questions.write('\n');
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the sandbox has ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
