package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.nativex.FileNativeConfigurationWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Native images of users without Spring are told the same as those of users with it. */
class NativeImageTest {

    private static final String GROUP = "io.github.novitagateway";
    private static final String ARTIFACT = "novita-gateway-reactor";
    private static final String METADATA =
            "META-INF/native-image/" + GROUP + "/" + ARTIFACT + "/reachability-metadata.json";

    private static final Path WRITTEN = Path.of("target", "reachability");

    /** When types were added, the file that this test writes is the one that the adapter needs. */
    @Test
    void theAdapterTellsWhatTheHintsTell() throws IOException {
        RuntimeHints hints = new RuntimeHints();
        new NovitaRuntimeHints().registerHints(hints, getClass().getClassLoader());
        new FileNativeConfigurationWriter(WRITTEN, GROUP, ARTIFACT).write(hints);

        JsonNode told = reflection(Files.newInputStream(WRITTEN.resolve(METADATA)));
        assertThat(told).isNotEmpty();
        assertThat(reflection(
                        Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(METADATA), METADATA)))
                .as("the adapter's file beside " + WRITTEN)
                .isEqualTo(told);
    }

    private static JsonNode reflection(InputStream json) throws IOException {
        try (json) {
            return JsonMapper.shared().readTree(json).get("reflection");
        }
    }
}
