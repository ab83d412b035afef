package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StartTest {

    @Test
    void everyClientGetsItsAnswer() {
        assertThat(String.join("\n", PrintedTable.of("start", "--quick")))
                .containsPattern("\\| as it is \\| [0-9]+ \\(")
                .containsPattern("\\| C1 only \\| [0-9]+ \\(")
                .containsPattern("\\| class data archive \\| [0-9]+ \\(");
    }
}
