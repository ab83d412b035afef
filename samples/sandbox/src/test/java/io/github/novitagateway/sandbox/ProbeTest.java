package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void runs() {
        assertThat("a".length()).isEqualTo(1);
    }
}
