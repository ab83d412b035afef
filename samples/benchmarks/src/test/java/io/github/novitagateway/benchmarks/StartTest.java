package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StartTest {

    @Test
    void everyClientGetsItsAnswer() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int exit = Benchmarks.commands(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute("start", "--rounds", "1");

        assertThat(exit).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("\\| as it is \\| [0-9]+ \\(")
                .containsPattern("\\| C1 only \\| [0-9]+ \\(");
    }
}
