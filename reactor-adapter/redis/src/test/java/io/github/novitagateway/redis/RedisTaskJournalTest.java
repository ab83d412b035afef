package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournalContract;
import io.github.novitagateway.task.TaskId;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal promises; reopened it is that of another node. */
class RedisTaskJournalTest extends RedisTest implements TaskJournalContract {

    private @Nullable RedisFleet node;

    @BeforeEach
    @Override
    public void reopen() {
        node = kept(builder().clock(() -> NOON).build());
    }

    @Override
    public TaskJournal journal() {
        return Objects.requireNonNull(node).journal();
    }

    @Test
    void latestTwentyOfEachKindThatEndedAreTold() {
        note(INTENT, START, END);
        for (int i = 0; i < 21; i++) {
            TaskId drawing = TaskId.image("drawing-" + i);
            Instant at = NOON.plusSeconds(i);
            note(
                    new TaskJournal.Intended("k" + i + 2, TaskId.Kind.IMAGE, null, false, "n" + i, at),
                    new TaskJournal.Started("k" + i + 2, drawing, at),
                    new TaskJournal.Ended(drawing, "SUCCEEDED", at));
        }

        assertThat(journal().tasks().collectList().block(LONG))
                .extracting(task -> String.valueOf(task.intent().label()))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("null"), IntStream.rangeClosed(1, 20).mapToObj(i -> "n" + i))
                        .toList());
    }
}
