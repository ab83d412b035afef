package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A journal in a file of its own, with the log of what it complained of. */
abstract class JournalOnDisk implements JournalSubject {

    static final String HEADER = "{\"journal\":\"novita\",\"version\":1}";

    @TempDir
    Path directory = Path.of("");

    final KeptLog log = KeptLog.ofJournals();
    Path file = Path.of("");
    FileTaskJournal journal = FileTaskJournal.at(file);

    @BeforeEach
    final void make() {
        file = directory.resolve("novita.journal");
        reopen();
    }

    @AfterEach
    final void close() {
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
        journal = builder().build();
    }

    FileTaskJournal.Builder builder() {
        return FileTaskJournal.builder(file).clock(() -> NOON);
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    static Intended numbered(String prefix, int number) {
        return new Intended(prefix + number, TaskId.Kind.IMAGE, null, false, null, NOON);
    }

    void assertRefused(String reason) {
        for (Mono<?> use : List.of(journal.unfinished().collectList(), journal.append(INTENT), journal.stored(SHA))) {
            assertThatThrownBy(() -> use.block(LONG))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("the journal " + file + " cannot be used: " + reason);
        }
    }
}
