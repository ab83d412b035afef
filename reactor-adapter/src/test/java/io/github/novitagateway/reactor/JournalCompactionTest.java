package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A journal that is made shorter: what goes, what stays, and that no moment of it loses anything. */
class JournalCompactionTest extends JournalOnDisk {

    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(7)).minusMillis(1);
    private static final Instant A_WEEK_AGO = NOON.minus(Duration.ofDays(7));
    private static final Instant YESTERDAY = NOON.minus(Duration.ofHours(24));

    private int compactAfter = 1_000;
    private JournalFile.Channels disk = FileChannel::open;

    @Override
    FileTaskJournal.Builder builder() {
        return super.builder().compactAfter(compactAfter).channels(disk);
    }

    private void noteTask(String key, Instant start, Instant end) {
        TaskId task = TaskId.image(key);
        note(new Intended(key, TaskId.Kind.IMAGE, null, false, null, start), new Started(key, task, start));
        note(new Ended(task, "SUCCEEDED", end));
    }

    private void noteRefused(int count) {
        for (int i = 0; i < count; i++) {
            note(numbered("refused", i), new Refused("refused" + i, NOON));
        }
    }

    private List<PaidTask> tasks() {
        return Objects.requireNonNull(journal.tasks().collectList().block(LONG));
    }

    private Path part() {
        return directory.resolve("novita.journal.tmp");
    }

    @Test
    void keepsWhatCountsAlone() throws IOException {
        noteTask("old", LONG_AGO, LONG_AGO);
        noteTask("recent", LONG_AGO, A_WEEK_AGO);
        noteRefused(5);
        note(
                new Stored(SHA, AssetId.of(1), YESTERDAY.minusMillis(1)),
                new Stored("aa", AssetId.of(2), YESTERDAY),
                new Stored("aa", AssetId.of(3), NOON));
        note(INTENT, START, QUEUED, TRAINING, new Intended("open", TaskId.Kind.IMAGE, null, true, "mine", LONG_AGO));
        compactAfter = 3;
        reopen();

        List<PaidTask> tasks = tasks();

        assertThat(tasks).extracting(task -> task.intent().key()).containsExactly("recent", "k1", "open");
        assertThat(lines()).hasSize(10).startsWith(HEADER);
        assertThat(Files.readString(file)).doesNotContain("old", "refused", SHA, "\"asset\":2");
        reopen();
        assertThat(tasks()).isEqualTo(tasks);
        assertThat(journal.stored("aa").block(LONG)).isEqualTo(new Stored("aa", AssetId.of(3), NOON));
    }

    @Test
    void taskWhoseEndIsNotKnownStaysHoweverOldItIs() {
        Intended ancient = new Intended("k0", TaskId.Kind.STYLE, "n", false, null, Instant.EPOCH);
        note(ancient);
        noteRefused(5);
        compactAfter = 1;

        reopen();

        expectUnfinished(new PaidTask(ancient, null, List.of(), null));
    }

    @Test
    void whatARunHasSpentIsKeptWhenItsTasksAreForgotten() throws IOException {
        for (int i = 0; i < 5; i++) {
            TaskId task = TaskId.image("old" + i);
            String run = i < 3 ? "spring" : "autumn";
            Intended priced = priced("old" + i, run, "0.4");
            note(priced, new Started(priced.key(), task, NOON), new Ended(task, "SUCCEEDED", LONG_AGO));
        }
        note(priced("open", "spring", "0.1"), priced("no", "spring", "7"));
        note(new Refused("no", NOON));
        compactAfter = 1;

        reopen();

        expectSpent("spring", "1.3");
        expectSpent("autumn", "0.8");
        assertThat(lines()).hasSize(4);
        noteTask("older", LONG_AGO, LONG_AGO);
        noteRefused(5);
        expectSpent("spring", "1.3");
    }

    @Test
    void requestsOfOneTaskStayTogether() {
        Intended second = new Intended("k2", TaskId.Kind.STYLE, null, true, null, NOON);
        Started adopted = new Started("k2", TASK, NOON);
        note(INTENT, START, QUEUED, second, adopted, TRAINING);
        List<PaidTask> before = tasks();
        noteRefused(10);
        compactAfter = 1;

        reopen();

        assertThat(tasks()).isEqualTo(before).hasSize(2);
        reopen();
        assertThat(tasks()).isEqualTo(before);
    }

    @Test
    void happensDuringTheRunWhenMoreIsDeadThanAlive() throws IOException {
        compactAfter = 20;
        reopen();
        note(INTENT);
        int most = 0;

        for (int i = 0; i < 50; i++) {
            noteRefused(1);
            most = Math.max(most, lines().size());
        }

        assertThat(most).isBetween(22, 60);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));
    }

    @Test
    void doesNotHappenWhileMoreIsAlive() throws IOException {
        compactAfter = 1;
        reopen();
        for (int i = 0; i < 20; i++) {
            note(numbered("k", i));
        }
        note(new Refused("k0", NOON), new Refused("k1", NOON));

        reopen();
        assertThat(unfinished()).hasSize(18);

        assertThat(lines()).hasSize(23);
    }

    @Test
    void leftoverOfABrokenOneIsRemoved() throws IOException {
        note(INTENT);
        journal.close();
        Files.writeString(part(), HEADER + "\n{\"entry\":\"inten");

        reopen();

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));
        assertThat(part()).doesNotExist();
    }

    @Test
    void journalIsWholeWheneverItBreaksOff() throws IOException {
        note(INTENT, START, TRAINING);
        noteRefused(10);
        journal.close();
        List<Path> moments = new ArrayList<>();
        compactAfter = 1;
        disk = new FaultyDisk() {
            @Override
            int writesAtMost() {
                return 100;
            }

            @Override
            void before(Step step, Path path) throws IOException {
                moments.add(snapshot("moment" + moments.size()));
            }
        };
        reopen();
        assertThat(unfinished()).hasSize(1);
        assertThat(lines()).hasSize(4);
        moments.add(snapshot("done"));

        assertThat(moments).hasSizeGreaterThan(6);
        assertThat(moments)
                .anySatisfy(moment ->
                        assertThat(moment.resolve("novita.journal.tmp")).isNotEmptyFile());
        for (Path moment : moments) {
            try (var found = FileTaskJournal.at(moment.resolve("novita.journal"))) {
                assertThat(found.unfinished().collectList().block(LONG))
                        .as(moment.toString())
                        .containsExactly(new PaidTask(INTENT, START, List.of(TRAINING), null));
            }
        }
    }

    /** What a crash at this moment would leave. */
    private Path snapshot(String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        for (Path each : List.of(file, part())) {
            if (Files.exists(each)) {
                Files.copy(each, copy.resolve(each.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    @Test
    void oneThatFailsIsLoggedAndEntriesGoOn() throws IOException {
        note(INTENT);
        noteRefused(5);
        compactAfter = 1;
        disk = new FaultyDisk() {
            @Override
            void before(Step step, Path path) throws IOException {
                if (step == Step.WRITE && path.endsWith("novita.journal.tmp")) {
                    throw new IOException("No space left on device");
                }
            }
        };
        reopen();

        note(START);

        assertThat(log.lines()).contains("the journal grows on, since it could not be made shorter");
        assertThat(part()).doesNotExist();
        assertThat(lines()).hasSize(13);
        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
    }
}
