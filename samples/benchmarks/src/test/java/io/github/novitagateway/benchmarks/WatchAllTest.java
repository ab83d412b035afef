package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchAllTest {

    @Test
    void theTableHasARowForEachWayAndEveryChangeWasTold() {
        assertThat(PrintedTable.of("watch-all", "--quick", "--rounds=1"))
                .satisfiesExactly(
                        header -> assertThat(header).contains("requests a tick"),
                        row -> assertThat(row).startsWith("| one by one |"),
                        row -> assertThat(row).startsWith("| watchAll |"));
    }
}
