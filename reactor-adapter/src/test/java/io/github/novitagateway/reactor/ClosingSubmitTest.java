package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/**
 * Closing the gateway while a paid request is under way; what is not written yet is the matter of the life cycle's
 * tests.
 */
class ClosingSubmitTest extends ServiceTest {

    @Test
    void closingAfterTheWriteLeavesTheOutcomeUnknown() throws InterruptedException {
        TestSubscriber<TaskId> caller = TestSubscriber.create();
        answer(new MockResponse.Builder().headersDelay(20, TimeUnit.SECONDS).build());
        novita.images()
                .submit(TextToImageRequest.builder("checkpoint.safetensors", "a lighthouse")
                        .build())
                .subscribe(caller);
        request();

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError())
                .isInstanceOf(SubmitOutcomeUnknownException.class)
                .hasCauseInstanceOf(GatewayClosedException.class);
    }
}
