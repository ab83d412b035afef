package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs after all tests of this module. */
class GoldenUsesIT {

    @Test
    void everyGoldenBodyIsUsedByATest() {
        assertThat(Golden.USES.missing(Golden.index())).isEmpty();
    }
}
