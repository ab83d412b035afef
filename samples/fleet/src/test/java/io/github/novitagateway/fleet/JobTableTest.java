package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class JobTableTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void everyStepIsALineWhereNoTerminalIs() {
        new JobTable(out, false)
                .shown(Flux.just(job(JobState.TRAINING, 40), job(JobState.DONE, 100)))
                .blockLast(Duration.ofSeconds(10));
        assertThat(text().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("a-1")
                .contains("training", "worker-1", "40 %", "0 of 2");
    }

    @Test
    void aLiveTableIsDrawnOverItselfWithTheLatestOfEachJob() {
        JobTable table = new JobTable(out, true);
        table.shown(Flux.just(job(JobState.TRAINING, 40), job(JobState.DONE, 100)))
                .take(2)
                .blockLast(Duration.ofSeconds(10));
        table.draw();
        table.draw();
        assertThat(text()).endsWith("\u001b[3A\u001b[J" + frame());
        assertThat(table.jobs()).extracting(JobView::state).containsExactly(JobState.DONE);
    }

    private static String frame() {
        String line = System.lineSeparator();
        return "JOB              STATE      NODE           TRIES  TRAINED  DRAWINGS  " + line
                + JobTable.row(job(JobState.DONE, 100)) + line + "1 done" + line;
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static JobView job(JobState state, int percent) {
        return new JobView("a-1", "ink", state, "worker-1", 1, percent, 0, 2, "");
    }
}
