package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Spent;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A journal in a file: what stands in it, and what it refuses. */
class FileTaskJournalTest extends JournalOnDisk implements TaskJournalContract {

    @Test
    void makingAndClosingOneTouchesNoFile() {
        journal.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesALineForEachEntry() throws IOException {
        note(INTENT, START, QUEUED, TRAINING, END, new Stored(SHA, AssetId.of("a-1"), NOON));
        note(new Intended("k2", TaskId.Kind.IMAGE, null, true, "order 17", NOON), new Refused("k2", NOON));

        String at = "\"at\":\"2026-03-01T12:00:0%d.123456789Z\"}";
        String task = "\"task\":\"style/11111111-2222-4333-8444-000000000001\",";
        assertThat(lines())
                .containsExactly(
                        HEADER,
                        "{\"entry\":\"intended\",\"key\":\"k1\",\"kind\":\"STYLE\",\"name\":\"ink-hills-1f\","
                                + "\"exact_name\":false," + at.formatted(0),
                        "{\"entry\":\"started\",\"key\":\"k1\"," + task + at.formatted(1),
                        "{\"entry\":\"observed\"," + task + "\"stage\":\"QUEUED\"," + at.formatted(2),
                        "{\"entry\":\"observed\"," + task + "\"stage\":\"TRAINING\",\"progress_percent\":41.5,"
                                + at.formatted(3),
                        "{\"entry\":\"ended\"," + task + "\"stage\":\"READY\"," + at.formatted(4),
                        "{\"entry\":\"stored\",\"sha256\":\"" + SHA + "\",\"asset\":\"a-1\"," + at.formatted(0),
                        "{\"entry\":\"intended\",\"key\":\"k2\",\"kind\":\"IMAGE\",\"exact_name\":true,"
                                + "\"label\":\"order 17\"," + at.formatted(0),
                        "{\"entry\":\"refused\",\"key\":\"k2\"," + at.formatted(0));
        assertThat(Files.readString(file)).endsWith("}\n");
    }

    @Test
    void writesWhatARequestCostsAndWhatRunsHaveSpent() throws IOException {
        note(priced("k1", "spring", "0.50"));
        note(new Spent(new Cost("autumn", new BigDecimal("1E+2")), NOON));

        String at = "\"at\":\"2026-03-01T12:00:00.123456789Z\"";
        assertThat(lines())
                .containsExactly(
                        HEADER,
                        "{\"entry\":\"intended\",\"key\":\"k1\",\"kind\":\"STYLE\",\"name\":\"ink-hills-1f\","
                                + "\"exact_name\":false," + at + ",\"cost\":{\"run\":\"spring\",\"usd\":0.5}}",
                        "{\"entry\":\"spent\",\"cost\":{\"run\":\"autumn\",\"usd\":100}," + at + "}");
        expectSpent("autumn", "100");
    }

    @Test
    void allTasksAreToldFinishedOnesToo() {
        note(INTENT, START, TRAINING, END, priced("k2", "spring", "0.5"));

        expectTasks(
                new PaidTask(INTENT, START, List.of(TRAINING), END),
                new PaidTask(priced("k2", "spring", "0.5"), null, List.of(), null));
    }

    @Test
    void writesNothingForAnEntryThatSaysNothingNew() throws IOException {
        note(START, INTENT, INTENT, START, START, END, END, TRAINING, new Refused("other", NOON));

        assertThat(lines()).hasSize(4);
    }

    @Test
    void aStepThatIsObservedAgainIsLeftOut() throws IOException {
        Observed hardlyFurther = new Observed(TASK, "TRAINING", 42.4, NOON.plusSeconds(60));
        Observed further = new Observed(TASK, "TRAINING", 43.0, NOON.plusSeconds(61));
        note(INTENT, START, QUEUED, new Observed(TASK, "QUEUED", null, NOON.plusSeconds(30)), TRAINING);

        note(hardlyFurther, further);

        assertThat(lines()).hasSize(6);
        expectUnfinished(new PaidTask(INTENT, START, List.of(QUEUED, TRAINING, further), null));
    }

    @Test
    void filesAreTheOwnersAlone() throws IOException {
        note(INTENT);

        for (String name : List.of("novita.journal", "novita.journal.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void makesTheDirectoriesAboveIt() {
        file = directory.resolve("a/b/novita.journal");
        reopen();

        note(INTENT);

        assertThat(file).isRegularFile();
    }

    @Test
    void emptyFileIsAJournalToBe() throws IOException {
        Files.createFile(file);

        note(INTENT);

        assertThat(lines()).hasSize(2).startsWith(HEADER);
    }

    @Test
    void closedJournalIsUsedNoMore() throws IOException {
        note(INTENT);
        journal.close();
        journal.close();

        for (Mono<?> use : List.of(
                journal.append(START),
                journal.unfinished().collectList(),
                journal.tasks().then(),
                journal.spent("spring"),
                journal.counted("k1"),
                journal.stored(SHA))) {
            assertThatThrownBy(() -> use.block(LONG))
                    .isInstanceOf(JournalException.class)
                    .hasMessageEndingWith("it was closed");
        }
        assertThat(lines()).hasSize(2);
    }

    @Test
    void whatWasAskedBeforeItClosedIsDone() throws IOException {
        var appends = Flux.range(0, 500)
                .flatMap(i -> journal.append(numbered("k", i)), 500)
                .then()
                .toFuture();

        journal.closeLater().block(LONG);

        assertThat(appends).succeedsWithin(LONG);
        assertThat(lines()).hasSize(501);
    }

    @Test
    void closesFromAThreadThatMustNotBlock() {
        note(INTENT);

        Mono.fromRunnable(journal::close).subscribeOn(Schedulers.parallel()).block(LONG);
        journal.closeLater().block(LONG);
        reopen();

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));
    }

    @Test
    void parallelAppendsAreAllThereInTheOrderOfEachAppender() {
        int appenders = 100;
        int each = 100;

        Flux.range(0, appenders)
                .flatMap(
                        who -> Flux.range(0, each)
                                .concatMap(i -> journal.append(numbered(who + "-", i)))
                                .subscribeOn(Schedulers.parallel()),
                        appenders)
                .then()
                .block(LONG);
        reopen();

        List<String> keys =
                unfinished().stream().map(task -> task.intent().key()).toList();
        assertThat(keys).hasSize(appenders * each);
        for (int who = 0; who < appenders; who++) {
            String prefix = who + "-";
            assertThat(keys.stream().filter(key -> key.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void answersComeOnTheParallelScheduler() {
        String thread = journal.append(INTENT)
                .then(Mono.fromSupplier(() -> Thread.currentThread().getName()))
                .block(LONG);

        assertThat(Objects.requireNonNull(thread)).startsWith("parallel-");
    }

    @Test
    void halfACharacterComesBackAsItWas() {
        Intended broken = new Intended("k1", TaskId.Kind.IMAGE, null, false, "half \ud83d of one", NOON);
        Intended atItsEnd = new Intended("k2", TaskId.Kind.IMAGE, null, false, "half \ud83d", NOON);
        note(broken, atItsEnd);

        expectUnfinished(new PaidTask(broken, null, List.of(), null), new PaidTask(atItsEnd, null, List.of(), null));
    }
}
