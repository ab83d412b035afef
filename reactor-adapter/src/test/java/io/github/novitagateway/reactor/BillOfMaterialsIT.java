package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the build has written at the root, before this module. */
class BillOfMaterialsIT {

    @Test
    void itNamesWhatUsersGetAndLeavesOutWhatTestsAndSamplesNeed() throws IOException {
        Path file = Path.of(Objects.requireNonNull(System.getProperty("bill.of.materials")));

        JsonNode bill = new JsonMapper().readTree(Files.readAllBytes(file));

        assertThat(bill.get("components").valueStream())
                .extracting(component -> component.get("name").stringValue())
                .contains("novita-gateway-core", "reactor-netty-http", "jackson-databind")
                .doesNotContain("junit-jupiter", "archunit", "novita-gateway-samples", "okhttp-jvm", "jmh-core");
    }
}
