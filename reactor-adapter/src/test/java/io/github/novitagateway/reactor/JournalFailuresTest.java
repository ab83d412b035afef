package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks that fail, are slow, or are meddled with. */
class JournalFailuresTest extends JournalOnDisk {

    private static final PaidTask TOLD = new PaidTask(INTENT, null, List.of(), null);

    private final Disk disk = new Disk();

    private static final class Disk extends FaultyDisk {
        private final Set<Step> failing = EnumSet.noneOf(Step.class);
        private final List<Step> steps = new CopyOnWriteArrayList<>();
        private volatile @Nullable Error broken;
        private volatile CountDownLatch forcing = new CountDownLatch(0);

        /** Writes come in pieces, so that one may fail in the middle of a line. */
        @Override
        int writesAtMost() {
            return failing.contains(Step.WRITE) ? 40 : super.writesAtMost();
        }

        @Override
        synchronized void before(Step step, Path path) throws IOException {
            steps.add(step);
            Error error = broken;
            if (error != null) {
                throw error;
            }
            if (step == Step.FORCE) {
                await();
            }
            boolean firstPiece = step == Step.WRITE && (steps.size() < 2 || steps.get(steps.size() - 2) != Step.WRITE);
            if (failing.contains(step) && !firstPiece) {
                throw new IOException("No space left on device");
            }
        }

        private void await() throws IOException {
            try {
                assertThat(forcing.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException unexpected) {
                throw new IOException(unexpected);
            }
        }
    }

    @Override
    FileTaskJournal.Builder builder() {
        return super.builder().channels(disk);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE"})
    void failedAppendLeavesNothingAndTheNextOneWorks(FaultyDisk.Step step) throws IOException {
        note(INTENT);
        disk.failing.add(step);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> note(START))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("the journal " + file + " cannot be used: No space left on device");
            assertThat(lines()).hasSize(2);
        }
        disk.failing.clear();
        assertThat(unfinished()).containsExactly(TOLD);

        note(START);

        assertThat(lines()).hasSize(3);
        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
    }

    @Test
    void pieceThatCannotBeTakenBackIsCutBeforeTheNextEntry() throws IOException {
        note(INTENT);
        disk.failing.addAll(List.of(FaultyDisk.Step.WRITE, FaultyDisk.Step.TRUNCATE));
        assertThatThrownBy(() -> note(START)).isInstanceOf(JournalException.class);
        assertThat(Files.readString(file)).doesNotEndWith("\n");
        assertThatThrownBy(() -> note(START)).as("cannot be cut yet").isInstanceOf(JournalException.class);
        disk.failing.clear();

        note(START);

        assertThat(lines()).hasSize(3);
        assertThat(log.lines()).isNotEmpty().allMatch(warning -> warning.contains("is cut off: 40 bytes"));
    }

    @Test
    void nobodyWaitsForEverWhenTheWriterBreaks() {
        note(INTENT);
        disk.broken = new LinkageError("no such method");
        assertThatThrownBy(() -> note(START))
                .isInstanceOf(JournalException.class)
                .hasMessageEndingWith("java.lang.LinkageError: no such method");
        assertThatThrownBy(() -> note(START)).as("it is opened anew").hasMessageEndingWith("no such method");
        disk.broken = null;

        note(START);

        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
    }

    @Test
    void entryIsToldAfterItWasForcedToTheDisk() {
        note(INTENT);
        disk.steps.clear();
        disk.forcing = new CountDownLatch(1);

        var told = journal.append(START).toFuture();

        assertThat(told).isNotDone();
        disk.forcing.countDown();
        assertThat(told).succeedsWithin(LONG);
        assertThat(disk.steps).containsExactly(FaultyDisk.Step.WRITE, FaultyDisk.Step.FORCE);
    }

    @Test
    void entriesThatWaitAreForcedTogetherAndNotWithoutEnd() {
        note(INTENT);
        disk.steps.clear();
        disk.forcing = new CountDownLatch(1);
        var first = journal.append(numbered("first", 1)).toFuture();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < JournalQueue.LONGEST; i++) {
            waiting.add(journal.append(numbered("k", i)).toFuture());
        }

        assertThatThrownBy(() -> note(numbered("too many", 1)))
                .isInstanceOf(JournalException.class)
                .hasMessageEndingWith("100000 entries wait for the disk already");

        disk.forcing.countDown();
        assertThat(first).succeedsWithin(LONG);
        CompletableFuture<?> kept =
                CompletableFuture.allOf(waiting.subList(0, 99_000).toArray(new CompletableFuture<?>[0]));
        assertThat(kept).succeedsWithin(LONG);
        assertThat(disk.steps.stream().filter(step -> step == FaultyDisk.Step.FORCE))
                .hasSizeLessThan(110);
    }

    @Test
    void cancelledAppendHarmsNoOther() {
        note(INTENT);
        disk.forcing = new CountDownLatch(1);
        var cancelled = journal.append(numbered("k", 1)).subscribe();
        var kept = journal.append(START).toFuture();

        cancelled.dispose();
        disk.forcing.countDown();

        assertThat(kept).succeedsWithin(LONG);
        assertThat(unfinished()).contains(new PaidTask(INTENT, START, List.of(), null));
    }

    @Test
    void removedFileIsToldUntilItIsBack() throws IOException {
        note(INTENT);
        Path elsewhere = Files.move(file, directory.resolve("elsewhere"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> note(START))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("the journal " + file + " cannot be used: it was removed while it was in use");
        }
        assertThat(file).doesNotExist();

        Files.move(elsewhere, file);
        note(START);
        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
    }

    @Test
    void fileThatSomebodyElseWroteToIsReadAnew() throws IOException {
        note(INTENT);
        String line = lines().get(1).replace("\"k1\"", "\"k2\"") + "\n";
        Files.writeString(file, line, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> note(START))
                .hasMessageEndingWith("it was changed by somebody else while it was in use");

        note(START);
        assertThat(unfinished()).hasSize(2);
    }

    @Test
    void placeThatCannotBeWrittenToIsTold() throws IOException {
        file = Files.createFile(directory.resolve("a file")).resolve("novita.journal");
        reopen();

        assertThatThrownBy(this::unfinished)
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("the journal " + file + " cannot be used: java.nio.file.")
                .hasMessageContaining("a file");
    }

    @Test
    void fullDiskIsToldAndUsedAgainWhenThereIsRoom() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()), "needs to be root");
        try {
            file = small.resolve("novita.journal");
            reopen();
            note(INTENT);
            Intended large = new Intended("k2", TaskId.Kind.IMAGE, null, false, "x".repeat(100_000), NOON);

            assertThatThrownBy(() -> note(large))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("the journal " + file + " cannot be used: No space left on device");

            note(START);
            expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
        } finally {
            journal.close();
            run("umount", small.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
