package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a worker's process ends. */
@Timeout(60)
class TerminationTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void anOptionOutOfRangeIsWrongUsage() throws Exception {
        Path log = folder.resolve("worker.log");
        List<String> arguments = List.of("worker", "--settling-seconds", "0");

        try (JavaProcess worker = JavaProcess.start(Fleet.class, log, Map.of("NOVITA_API_KEY", "a-key"), arguments)) {
            assertThat(worker.exitCode()).isEqualTo(2);
        }

        assertThat(Files.readString(log)).contains("settling-seconds must be above 0 but was PT0S");
    }
}
