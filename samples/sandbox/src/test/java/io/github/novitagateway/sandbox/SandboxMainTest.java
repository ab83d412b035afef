package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxMainTest {
    private static final String GREETING = "Sandbox listens on ";

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void printsWhereItListensAndServesUntilItIsKilled() throws IOException, InterruptedException {
        Process process = java("--key", "k", "--speed", "100");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            assertThat(line).matches(GREETING + "http://127\\.0\\.0\\.1:\\d+");
            HttpRequest request = HttpRequest.newBuilder(URI.create(line.substring(GREETING.length()) + "/v3/user"))
                    .header("Authorization", "Bearer k")
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWithCode2AndAPlainSentenceWhenItIsCalledWrongly() throws IOException, InterruptedException {
        Process process = java("--speed", "0");
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo("speed must be above 0 but was 0.0");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private static Process java(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }
}
