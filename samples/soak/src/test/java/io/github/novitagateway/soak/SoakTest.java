package io.github.novitagateway.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of the soak. */
@Timeout(120)
class SoakTest {

    @Test
    void aFewSecondsLeaveNothingBehind() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Plan plan = new Plan(Duration.ofSeconds(6), 50, 10, Duration.ofSeconds(2), 1);

        List<String> complaints = Soak.run(plan, new PrintStream(printed, true, UTF_8));

        assertThat(complaints).isEmpty();
        assertThat(printed.toString(UTF_8).lines())
                .hasSize(15)
                .last()
                .asString()
                .containsPattern("heap \\d+\\.\\d MB  direct \\d+\\.\\d MB  threads \\d+  watches \\d+  statuses \\d+");
    }
}
