package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** More to do at once than there are connections. */
class BusyConnectionsTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final int REQUESTS = 2 * Connections.MAX_CONNECTIONS;

    @Test
    void aRequestWaitsForAConnectionToBecomeFree() {
        novita.close();
        novita = gateway(config().retry(RetryPolicy.none()).build());
        MockResponse slow = Golden.answer("training-style.get.queuing.response.json")
                .newBuilder()
                .headersDelay(50, TimeUnit.MILLISECONDS)
                .build();
        for (int request = 0; request < REQUESTS; request++) {
            answer(slow);
        }

        List<TaskStatus> statuses = values(
                Flux.range(0, REQUESTS).flatMap(number -> novita.trainings().status(TASK), REQUESTS));

        assertThat(statuses).hasSize(REQUESTS);
    }
}
