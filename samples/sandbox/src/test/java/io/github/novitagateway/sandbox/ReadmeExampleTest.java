package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the README. */
class ReadmeExampleTest {
    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(SandboxOptions.builder().speed(600).build());

    @Test
    void comesAgainAfterA429(Sandbox sandbox) throws IOException, InterruptedException {
        sandbox.faults().on(SandboxEndpoint.USER, Fault.throttled().next(1));

        assertThat(status(sandbox.baseUrl())).isEqualTo(429);
        assertThat(status(sandbox.baseUrl())).isEqualTo(200);
        assertThat(sandbox.ledger().requests()).hasSize(2);
    }

    @Test
    void startsWithAFault() throws IOException, InterruptedException {
        SandboxOptions options = SandboxOptions.builder()
                .speed(60)
                .fault(SandboxEndpoint.TXT2IMG, Fault.resetAfter().next(1))
                .build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            URI service = sandbox.baseUrl();
            assertThat(status(service)).isEqualTo(200);
            assertThat(sandbox.faults().active()).containsOnlyKeys(SandboxEndpoint.TXT2IMG);
        }
    }

    private static int status(URI service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v3/user"))
                .header("Authorization", "Bearer any")
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
