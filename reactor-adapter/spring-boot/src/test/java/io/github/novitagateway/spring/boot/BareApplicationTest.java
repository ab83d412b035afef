package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, whose class path has none of the optional libraries. */
@Timeout(60)
class BareApplicationTest {

    /** Of Spring what {@code spring-boot-autoconfigure} brings; of the rest what the adapter needs. */
    private static final Pattern NEEDED = Pattern.compile(
            "(?:spring-(?:boot|boot-autoconfigure|core|beans|context|aop|expression)|commons-logging|jspecify|netty-.*"
                    + "|reactor-(?:core|netty-core|netty-http)|reactive-streams|jackson-(?:core|databind|annotations)"
                    + "|micrometer-(?:observation|commons)|novita-gateway-(?:core|reactor))-[0-9].*\\.jar");

    @TempDir
    Path directory = Path.of("");

    private static boolean isNeeded(String entry) {
        Path file = Path.of(entry);
        return Files.isDirectory(file)
                || NEEDED.matcher(file.getFileName().toString()).matches();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(BareApplicationTest::isNeeded)
                .collect(Collectors.joining(File.pathSeparator));
        Path output = directory.resolve("output");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                BareApplication.class.getName());
        java.command().addAll(List.of(arguments));
        Process process =
                java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    @Test
    void theGatewayStartsWhateverIsSwitchedOnForLibrariesThatAreAbsent() throws IOException, InterruptedException {
        assertThat(run(
                        "--novita.api-key=" + Contexts.KEY,
                        "--novita.webhook.enabled=true",
                        "--novita.metrics.connections=true",
                        "--management.health.novita.enabled=true"))
                .contains(BareApplication.STARTED)
                .doesNotContain("Exception");
    }
}
