package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A journal under test, and entries for it. */
public interface JournalSubject {

    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    Duration LONG = Duration.ofSeconds(30);
    TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    Intended INTENT = new Intended("k1", TaskId.Kind.STYLE, "ink-hills-1f", false, null, NOON);
    Started START = new Started("k1", TASK, NOON.plusSeconds(1));
    Observed QUEUED = new Observed(TASK, "QUEUED", null, NOON.plusSeconds(2));
    Observed TRAINING = new Observed(TASK, "TRAINING", 41.5, NOON.plusSeconds(3));
    Ended END = new Ended(TASK, "READY", NOON.plusSeconds(4));
    String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /** {@return the journal under test, the same each time until it is reopened} */
    TaskJournal journal();

    /** Ends the one that was in use: {@link #journal()} is another one from now on, over the same entries. */
    void reopen();

    default void note(Entry... entries) {
        for (Entry entry : entries) {
            journal().append(entry).block(LONG);
        }
    }

    default List<PaidTask> unfinished() {
        return Objects.requireNonNull(journal().unfinished().collectList().block(LONG));
    }

    /** Now, and once it was opened again. */
    default void expectUnfinished(PaidTask... expected) {
        assertThat(unfinished()).containsExactly(expected);
        reopen();
        assertThat(unfinished()).as("reopened").containsExactly(expected);
    }

    default Intended priced(String key, String run, String usd) {
        return new Intended(
                key, TaskId.Kind.STYLE, "ink-hills-1f", false, null, NOON, new Cost(run, new BigDecimal(usd)));
    }

    /** Now, and once it was opened again. */
    default void expectTasks(PaidTask... expected) {
        assertThat(journal().tasks().collectList().block(LONG)).containsExactly(expected);
        reopen();
        assertThat(journal().tasks().collectList().block(LONG)).as("reopened").containsExactly(expected);
    }

    /** Now, and once it was opened again. */
    default void expectSpent(String run, String usd) {
        assertThat(journal().spent(run).block(LONG)).isEqualByComparingTo(usd);
        reopen();
        assertThat(journal().spent(run).block(LONG)).as("reopened").isEqualByComparingTo(usd);
    }

    /** Now, and once it was opened again. */
    default void expectStored(Stored expected) {
        assertThat(journal().stored(expected.sha256()).block(LONG)).isEqualTo(expected);
        reopen();
        assertThat(journal().stored(expected.sha256()).block(LONG))
                .as("reopened")
                .isEqualTo(expected);
    }
}
