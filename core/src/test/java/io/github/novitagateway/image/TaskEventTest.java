package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.Webhook.TaskEvent;
import org.junit.jupiter.api.Test;

class TaskEventTest {
    @Test
    void readsAnAbsentTypeAsEmpty() {
        assertThat(new TaskEvent(Absent.value(), null)).isEqualTo(new TaskEvent("", null));
    }

    @Test
    void knowsTheOneDocumentedType() {
        assertThat(TaskEvent.ASYNC_TASK_RESULT).isEqualTo("ASYNC_TASK_RESULT");
    }
}
