package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GoldenUsesTest {

    private static final JsonNode INDEX =
            Golden.JSON.readTree("{\"files\":[{\"file\":\"a.json\"},{\"file\":\"b.json\"},{\"file\":\"c.json\"}]}");

    @Test
    void aBodyThatNoTestHasUsedIsMissing(@TempDir Path marks) {
        GoldenUses uses = new GoldenUses(marks);

        uses.mark("b.json");
        uses.mark("b.json");

        assertThat(uses.missing(INDEX)).containsExactly("a.json", "c.json");
    }

    @Test
    void readingAGoldenBodyLeavesAMark() {
        Golden.json("index.json");

        assertThat(GoldenUses.filesIn(Golden.USES.marks())).contains("index.json");
    }

    @Test
    void everyBodyIsInTheIndexAndTheIndexNamesNoOther() {
        Set<String> bodies = GoldenUses.filesIn(Path.of("src", "test", "resources", "novita-api-examples"));

        assertThat(bodies.remove("index.json")).isTrue();
        assertThat(GoldenUses.listed(Golden.index())).isEqualTo(bodies);
    }
}
