package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClassDataTest {

    @Test
    void classesOfDirectoriesComeFromTheArchive() throws IOException {
        try (ClassData data = ClassData.create()) {
            output(data.writing("help"));

            assertThat(output(data.reading("help")))
                    .contains(Benchmarks.class.getName() + " source: shared objects file (top)");
        }
    }

    private static String output(List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:class+load");
        command.addAll(options);
        command.addAll(List.of(Benchmarks.class.getName(), "--help"));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(program.getInputStream().readAllBytes(), UTF_8);
    }
}
