package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.GatewayClosedException;
import io.github.novitagateway.error.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** Closing the gateway around a paid request. */
class ClosingSubmitTest extends ServiceTest {

    private final TestSubscriber<TaskId> caller = TestSubscriber.create();

    @Test
    void closingAfterTheWriteLeavesTheOutcomeUnknown() throws InterruptedException {
        answer(new MockResponse.Builder().headersDelay(20, TimeUnit.SECONDS).build());
        draw();
        request();

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .hasCauseInstanceOf(GatewayClosedException.class);
    }

    @Test
    void closingBetweenARefusalAndItsRepeatIsNoUnknownOutcome() throws InterruptedException {
        answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "30")
                .build());
        draw();
        request();
        assertNoFurtherRequest();

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
    }

    private void draw() {
        novita.images()
                .submit(TextToImageRequest.builder("checkpoint.safetensors", "a lighthouse")
                        .build())
                .subscribe(caller);
    }
}
