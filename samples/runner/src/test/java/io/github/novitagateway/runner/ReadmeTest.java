package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadmeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/github/novitagateway/runner/QuickStart.java");

    @Test
    void quickStartInTheReadmeIsTheOneThatIsCompiled() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        String readme = Files.readString(Path.of("../../README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String snippet = readme.substring(start, readme.indexOf("```", start));

        assertThat(List.of(snippet.split("\n\n")))
                .hasSize(3)
                .allSatisfy(paragraph -> assertThat(source).contains(withoutBlanks(paragraph)));
    }

    @Test
    void quickStartTrainsAndDraws(@TempDir Path out) throws IOException {
        SandboxOptions quick = SandboxOptions.builder().speed(1000).build();
        try (Sandbox sandbox = Sandbox.start(quick);
                NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(ApiKey.of("any"))
                                .baseUrl(sandbox.baseUrl())
                                .build())
                        .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(50)))
                        .imagePolling(PollingPolicy.fixed(Duration.ofMillis(50)))
                        .build()) {
            List<Path> drawings = QuickStart.draw(novita, Path.of("../pictures"), out)
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(Objects.requireNonNull(drawings)).hasSize(1);
            assertThat(ImageFormat.detect(Files.readAllBytes(drawings.get(0)))).contains(ImageFormat.PNG);
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
