package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Who may write to a journal, and what is left of one whose writer was killed. */
class JournalWritersTest extends JournalOnDisk {

    private static final long SEED = 20260301;
    private static final int KILLS = Integer.getInteger("novita.kills", 8);

    private static void note(FileTaskJournal journal, int number) {
        journal.append(numbered("", number)).block(LONG);
    }

    private static List<Integer> numbers(FileTaskJournal journal) {
        List<PaidTask> tasks =
                Objects.requireNonNull(journal.unfinished().collectList().block(LONG));
        return tasks.stream().map(task -> Integer.valueOf(task.intent().key())).toList();
    }

    private static void assertRefused(FileTaskJournal journal, String reason) {
        assertThatThrownBy(() -> note(journal, 0))
                .isInstanceOf(JournalException.class)
                .hasMessageEndingWith("cannot be used: " + reason);
    }

    @Test
    void secondJournalOfAProcessIsRefusedWhicheverWayItTakes() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Path around = directory.resolve("x/../novita.journal");
        Files.createDirectory(directory.resolve("x"));
        try (var first = FileTaskJournal.at(file)) {
            note(first, 1);
            for (Path way : List.of(file, link, around)) {
                try (var second = FileTaskJournal.at(way)) {
                    assertRefused(second, "it is open already in this process");
                }
            }
            note(first, 2);
        }
        try (var second = FileTaskJournal.at(link)) {
            assertThat(numbers(second)).containsExactly(1, 2);
        }
    }

    @Test
    void journalOfAnotherProcessIsRefusedUntilThatEnds() throws Exception {
        try (var other = new JournalProcess(file, 0);
                var mine = FileTaskJournal.at(file)) {
            other.next();
            assertRefused(mine, "another process has it open");

            int told = other.kill().size() + 1;

            assertThat(numbers(mine)).hasSizeGreaterThanOrEqualTo(told);
        }
    }

    @Test
    void attemptOfASecondJournalDoesNotLetAnotherProcessIn() throws Exception {
        try (var mine = FileTaskJournal.at(file);
                var second = FileTaskJournal.at(file)) {
            note(mine, 1);
            assertRefused(second, "it is open already in this process");

            try (var other = new JournalProcess(file, 2)) {
                assertThatThrownBy(other::next).hasMessageContaining("another process has it open");
            }
            assertThat(numbers(mine)).containsExactly(1);
        }
    }

    @Test
    void killedWriterLeavesEveryEntryThatItTold() throws Exception {
        Random random = new Random(SEED);
        List<Integer> told = new ArrayList<>();
        for (int kill = 0, next = 0; kill < KILLS; kill++) {
            try (var writer = new JournalProcess(file, next)) {
                told.add(writer.next());
                long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(50_000));
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(100_000);
                }
                told.addAll(writer.kill());
            }
            try (var journal = FileTaskJournal.at(file)) {
                List<Integer> held = numbers(journal);
                assertThat(held).as("kill %d of seed %d", kill, SEED).containsAll(told);
                next = held.size();
            }
        }
        assertThat(told).hasSizeGreaterThan(KILLS);
    }
}
