package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ContestTest {

    @Test
    void contestantsTakeTurns() {
        List<String> turns = new ArrayList<>();

        Contest contest =
                Contest.run(List.of(new Note("bare", turns), new Note("gateway", turns)), effort("--rounds", "2"), 5);

        assertThat(turns)
                .containsExactly(
                        "bare 5",
                        "gateway 5",
                        "bare 5",
                        "gateway 5",
                        "bare 5",
                        "gateway 5",
                        "bare 5",
                        "gateway 5",
                        "bare 5",
                        "gateway 5");
        assertThat(contest.figure("bare", Round::operations).text("%.0f")).isEqualTo("5 (5..5)");
    }

    @Test
    void heapIsCountedOverAllThreads() {
        Contest contest = Contest.run(List.of(new Hog()), effort("--quick"), 1);

        assertThat(contest.figure("hog", Round::heapBytesPerOperation).min()).isGreaterThan(1_000_000);
    }

    private static Effort effort(String... options) {
        Options holder = new Options();
        new CommandLine(holder).parseArgs(options);
        return holder.effort;
    }

    @Command
    private static final class Options {
        @Mixin
        private final Effort effort = new Effort();
    }

    private record Note(String name, List<String> turns) implements Contestant {

        @Override
        public void round(int operations) {
            turns.add(name + " " + operations);
        }

        @Override
        public void close() {}
    }

    /** Allocates in a thread that lives on. */
    private static final class Hog implements Contestant {

        private final java.util.concurrent.ExecutorService thread =
                java.util.concurrent.Executors.newSingleThreadExecutor();

        @Override
        public String name() {
            return "hog";
        }

        @Override
        public void round(int operations) {
            try {
                assertThat(thread.submit(() -> new byte[1_000_000]).get()).hasSize(1_000_000);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() {
            thread.shutdown();
        }
    }
}
