package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A journal in a file: what stands in it, and what it refuses. */
class FileTaskJournalTest implements TaskJournalContract {

    private static final String HEADER = "{\"journal\":\"novita\",\"version\":1}";

    @TempDir
    Path directory = Path.of("");

    private final JournalLog log = new JournalLog();
    private Path file = Path.of("");
    private FileTaskJournal journal = FileTaskJournal.at(file);

    @BeforeEach
    void make() {
        file = directory.resolve("novita.journal");
        reopen();
    }

    @AfterEach
    void close() {
        journal.close();
        log.close();
    }

    @Override
    public FileTaskJournal journal() {
        return journal;
    }

    @Override
    public void reopen() {
        journal.close();
        journal = FileTaskJournal.builder(file).clock(() -> NOON).build();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

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
    void writesNothingForAnEntryThatSaysNothingNew() throws IOException {
        note(START, INTENT, INTENT, START, START, END, END, TRAINING, new Refused("other", NOON));

        assertThat(lines()).hasSize(4);
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
    void allTasksAreToldFinishedOnesToo() {
        note(INTENT, START, TRAINING, END);
        reopen();

        assertThat(journal.tasks().collectList().block(LONG))
                .containsExactly(new PaidTask(INTENT, START, List.of(TRAINING), END));
    }

    @Test
    void tornLastLineIsCutWhereverItTore() throws IOException {
        note(INTENT, START);
        journal.close();
        byte[] whole = Files.readAllBytes(file);
        int lastLine = whole.length - lines().get(2).length() - 1;

        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            reopen();
            assertThat(unfinished())
                    .as("cut at " + length)
                    .containsExactly(new PaidTask(INTENT, null, List.of(), null));
            assertThat(file).hasSize(lastLine);
            note(START);
            assertThat(file).hasBinaryContent(whole);
            journal.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"entry\":\"ended\",\"ta\n", "\0\0\0\0", "\0\0\0\n", "\n", "{}"})
    void lastLineThatIsNoJsonIsCut(String rest) throws IOException {
        note(INTENT);
        journal.close();
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, Files.readString(file) + rest);
        reopen();

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));

        assertThat(file).hasBinaryContent(whole);
        assertThat(log.warnings())
                .containsExactly("the last line of journal " + file + " was not whole and is cut off: " + rest.length()
                        + " bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entry\":\"start\n",
                "\n",
                "{}\n",
                "{\"entry\":\"paused\",\"key\":\"k1\",\"at\":\"2026-03-01T12:00:00Z\"}\n",
                "{\"entry\":\"refused\",\"at\":\"2026-03-01T12:00:00Z\"}\n",
                "{\"entry\":\"refused\",\"key\":\"k1\",\"why\":1,\"at\":\"2026-03-01T12:00:00Z\"}\n"
            })
    void unreadableLineInTheMiddleIsRefusedByItsNumber(String line) throws IOException {
        note(INTENT, START);
        journal.close();
        String text =
                Files.readString(file).replace("\n{\"entry\":\"started\"", "\n" + line + "{\"entry\":\"started\"");
        Files.writeString(file, text);

        assertRefused("line 3 of it cannot be read");

        assertThat(file).hasContent(text);
    }

    @Test
    void wholeLineOfAnUnknownKindIsRefusedInTheLastPlaceToo() throws IOException {
        note(INTENT);
        journal.close();
        Files.writeString(file, Files.readString(file) + "{\"entry\":\"paused\",\"key\":\"k1\"}\n");

        assertRefused("line 3 of it cannot be read");
    }

    @Test
    void laterVersionIsRefused() throws IOException {
        Files.writeString(file, HEADER.replace("1", "2") + "\n{\"entry\":\"paused\"}\n");

        assertRefused("it is of version 2, and version 1 is the latest that can be read here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dear diary\n", "{\"journal\":\"novita\"}\n", "{\"version\":1}\n", "{\"journal\":\"nov", "\n"})
    void fileThatIsNoJournalIsRefusedAndStays(String text) throws IOException {
        Files.writeString(file, text);

        assertRefused("it is no journal");

        assertThat(file).hasContent(text);
        Files.delete(file);
        note(INTENT);
    }

    @Test
    void directoryInItsPlaceIsRefused() throws IOException {
        Files.createDirectory(file);
        Files.createFile(file.resolve("x"));

        assertThatThrownBy(this::unfinished).isInstanceOf(JournalException.class);
    }

    private void assertRefused(String reason) {
        reopen();
        for (Mono<?> use : List.of(journal.unfinished().collectList(), journal.append(INTENT), journal.stored(SHA))) {
            assertThatThrownBy(() -> use.block(LONG))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("the journal " + file + " cannot be used: " + reason);
        }
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

    static Intended numbered(String prefix, int number) {
        return new Intended(prefix + number, TaskId.Kind.IMAGE, null, false, null, NOON);
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
