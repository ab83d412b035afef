package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.task.TaskId;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** An event is believed only as far as the service itself says the same. */
class WebhookConfirmationTest extends ServiceTest {

    private static final TaskId TASK = TaskId.image("11111111-2222-4333-8444-000000000011");

    private static final TaskEvent FORGED = new TaskEvent(
            TaskEvent.ASYNC_TASK_RESULT,
            status(TASK, List.of(new GeneratedImage(TASK, 0, "https://evil.example/a.png", null, null, null))));

    @Test
    void whatTheServiceSaysCountsAndNotWhatTheEventClaims() throws InterruptedException {
        answer("task-result.processing.response.json");

        GenerationStatus confirmed = value(novita.images().confirm(FORGED));

        assertThat(confirmed.state()).isEqualTo(GenerationState.PROCESSING);
        assertThat(confirmed.terminal()).isFalse();
        assertThat(confirmed.images()).noneMatch(image -> image.url().contains("evil"));
        RecordedRequest asked = request();
        assertIsAuthorized(asked);
        assertThat(asked.getUrl().queryParameter("task_id")).isEqualTo(TASK.value());
        assertNoFurtherRequest();
    }

    @Test
    void anEventThatIsTrueIsConfirmedByOneRequest() throws InterruptedException {
        answer("task-result.succeeded.response.json");

        GenerationStatus confirmed =
                value(novita.images().confirm(novita.parseEvent(Golden.bytes("webhook.event.succeeded.request.json"))));

        assertThat(confirmed.state()).isEqualTo(GenerationState.SUCCEED);
        assertIsGet(request(), "task-result.request.json");
        assertNoFurtherRequest();
    }

    @Test
    void nothingIsSentBeforeSomebodySubscribes() throws InterruptedException {
        novita.images().confirm(FORGED);

        assertNoFurtherRequest();
    }

    @Test
    void anIdThatTheServiceDoesNotKnowIsAnError() {
        answer("error.404.task-not-found.response.json");

        assertThatExceptionOfType(TaskNotFoundException.class)
                .isThrownBy(() -> novita.images().confirm(FORGED).block(LONG));
    }

    @Test
    void anEventThatNamesNoTaskConfirmsNothing() throws InterruptedException {
        assertThat(novita.images()
                        .confirm(new TaskEvent("SOME_FUTURE_EVENT", null))
                        .blockOptional(LONG))
                .isEmpty();
        assertNoFurtherRequest();
    }

    @Test
    void anEventAboutATrainingIsRefusedAtTheCall() {
        TaskEvent event = new TaskEvent(TaskEvent.ASYNC_TASK_RESULT, status(TaskId.style("1"), List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.images().confirm(event))
                .withMessage("taskId must be of a drawing but was style/1");
    }

    private static GenerationStatus status(TaskId task, List<GeneratedImage> images) {
        return new GenerationStatus(task, "TASK_STATUS_SUCCEED", "", 100.0, null, images, null, null);
    }
}
