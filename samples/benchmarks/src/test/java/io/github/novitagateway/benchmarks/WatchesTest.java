package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WatchesTest {

    @Test
    void bothClientsAreMeasuredAndLeaveNothing() {
        List<String> rows =
                PrintedTable.of("watches", "--rounds", "1", "--watches", "100", "--wait", "1", "--window", "1");

        assertThat(rows).anyMatch(row -> row.matches("\\| lateness of a request, p99, ms \\| \\d.*\\| \\d.*\\|"));
        assertThat(rows).anyMatch(row -> row.matches("\\| requests after that \\| 0 .*\\| 0 .*\\|"));
        assertThat(rows).anyMatch(row -> row.matches("\\| connections after the client is closed \\| 0 .*\\| 0 .*\\|"));
    }

    @Test
    void whoeverWatchesTheSameTaskSharesItsRequests() {
        String row = PrintedTable.of("shared-watch", "--subscribers", "50", "--seconds", "1")
                .get(1);

        Matcher figures =
                Pattern.compile("\\| 50 \\| (\\d+) \\| \\d+ to (\\d+) \\|").matcher(row);
        assertThat(figures.matches()).as(row).isTrue();
        int requests = Integer.parseInt(figures.group(1));
        int toldToEach = Integer.parseInt(figures.group(2));
        assertThat(requests).isBetween(toldToEach, toldToEach + 1);
    }
}
