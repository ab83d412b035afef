package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Whoever cancels while he waits for a connection has sent nothing, and never will. */
class CancelledWaitTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String QUEUING = "training-style.get.queuing.response.json";

    private volatile IntSupplier waiting = () -> 0;
    private final ConnectionProvider oneConnection = ConnectionProvider.builder("one")
            .maxConnections(1)
            .metrics(true, () -> (name, id, address, counts) -> waiting = counts::pendingAcquireSize)
            .build();

    @BeforeEach
    void narrow() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .httpClient(client -> HttpClient.create(oneConnection))
                .build();
    }

    @AfterEach
    void dispose() {
        oneConnection.disposeLater().block(LONG);
    }

    @Test
    void aPaidRequestThatIsCancelledInTheQueueIsNeverSent() throws Exception {
        answer(Golden.answer(QUEUING)
                .newBuilder()
                .headersDelay(500, TimeUnit.MILLISECONDS)
                .build());
        answer(QUEUING);
        CompletableFuture<?> holder = novita.trainings().status(TASK).toFuture();
        assertThat(request().getMethod()).isEqualTo("GET");
        Disposable submit = novita.images()
                .submit(TextToImageRequest.builder("m", "p").build())
                .subscribe();
        TrainingRunService.await(() -> waiting.getAsInt() == 1);

        submit.dispose();

        value(novita.trainings().status(TASK));
        assertThat(holder).isCompleted();
        assertThat(allRequests()).containsExactly("GET /v3/training/style");
    }
}
