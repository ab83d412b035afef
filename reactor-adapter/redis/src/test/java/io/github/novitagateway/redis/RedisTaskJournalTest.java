package io.github.novitagateway.redis;

import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournalContract;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

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
}
