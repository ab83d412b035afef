package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class WatchAllTest {

    @Test
    void theTableHasARowForEachWayAndEveryChangeWasTold() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();

        int exit = Benchmarks.commands(new PrintStream(table, true, UTF_8)).execute("watch-all", "--quick");

        assertThat(exit).isZero();
        assertThat(table.toString(UTF_8).lines().filter(line -> line.startsWith("| ")))
                .satisfiesExactly(
                        header -> assertThat(header).contains("requests a tick"),
                        row -> assertThat(row).startsWith("| one by one |"),
                        row -> assertThat(row).startsWith("| watchAll |"));
    }
}
