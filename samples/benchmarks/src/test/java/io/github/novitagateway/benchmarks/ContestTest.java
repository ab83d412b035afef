package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ContestTest {

    @Test
    void contestantsTakeTurns() {
        List<String> turns = new ArrayList<>();

        Contest contest = new Contest(effort("--quick", "--rounds", "2"), 5)
                .run(List.of(new Meter(new Note("bare", turns)), new Meter(new Note("gateway", turns))));

        assertThat(turns).containsExactly("bare 5", "gateway 5", "bare 5", "gateway 5");
        assertThat(contest.figure("bare", Round::operations).text("%.0f")).isEqualTo("5 (5..5)");
    }

    @Test
    void whoIsFastWarmsUpForAsLongAsWhoIsSlow() {
        Busy fast = new Busy("fast", Duration.ofMillis(2));
        Busy slow = new Busy("slow", Duration.ofMillis(60));

        new Contest(effort("--rounds", "0", "--warm-up", "1"), 1).run(List.of(new Meter(fast), new Meter(slow)));

        assertThat(fast.took()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(slow.took()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void heapIsCountedOverAllThreads() {
        Contest contest = new Contest(effort("--quick"), 1).run(List.of(new Meter(new Hog())));

        assertThat(contest.figure("hog", Round::heapBytesPerOperation).min()).isGreaterThan(1_000_000);
    }

    private static Effort effort(String... options) {
        Effort effort = new Effort();
        new CommandLine(effort).parseArgs(options);
        return effort;
    }

    private record Note(String name, List<String> turns) implements Contestant {

        @Override
        public void round(int operations) {
            turns.add(name + " " + operations);
        }

        @Override
        public void close() {}
    }

    /** Takes its time. */
    private static final class Busy implements Contestant {

        private final String name;
        private final Duration each;
        private long took;

        Busy(String name, Duration each) {
            this.name = name;
            this.each = each;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void round(int operations) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < each.toNanos()) {
                Thread.onSpinWait();
            }
            took += System.nanoTime() - begin;
        }

        Duration took() {
            return Duration.ofNanos(took);
        }

        @Override
        public void close() {}
    }

    /** Allocates in a thread that lives on. */
    private static final class Hog implements Contestant {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();

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
