package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Nodes in processes of their own, one of them killed. */
class KilledNodeTest extends FleetTest {

    private static final int REQUESTS = 300;
    private static final String ONE = "/v3/training/style";

    /** A process needs some time to begin. */
    @Override
    SandboxOptions.Builder options() {
        return super.options().queueTime(Duration.ofSeconds(15));
    }

    @Test
    void whatAKilledProcessHeldGoesToOneHeirEach() throws Exception {
        try (NodeProcess killed = NodeProcess.thatIntends(server().port(), REQUESTS)) {
            assertThat(killed.all()).hasSize(REQUESTS);
            try (NodeProcess one = NodeProcess.thatTakesOver(server().port());
                    NodeProcess other = NodeProcess.thatTakesOver(server().port());
                    NodeProcess third = NodeProcess.thatTakesOver(server().port())) {
                killed.kill();

                List<String> taken = new ArrayList<>();
                for (NodeProcess heir : List.of(one, other, third)) {
                    taken.addAll(heir.all());
                }
                assertThat(taken)
                        .containsExactlyInAnyOrder(IntStream.range(0, REQUESTS)
                                .mapToObj(i -> "k" + i)
                                .toArray(String[]::new));
            }
        }
    }

    @Test
    void killedNodeIsSucceededInTime() throws Exception {
        TaskId id = trainings(1).get(0);
        try (NodeProcess killed =
                NodeProcess.thatWatches(server().port(), sandbox().baseUrl(), id)) {
            killed.next();
            await("the other process asks", () -> requests(ONE) > 1);
            CompletableFuture<List<TaskStatus>> told =
                    watches().watchTraining(id).collectList().toFuture();
            Mono.delay(Duration.ofMillis(500)).block(LONG);
            killed.kill();
            long asked = requests(ONE);
            Instant death = Instant.now();

            await("another node asks", () -> requests(ONE) > asked);
            assertThat(Duration.between(death, Instant.now())).isLessThan(TAKE_OVER.plusSeconds(3));
            assertInOrder(told.orTimeout(30, TimeUnit.SECONDS).join());
        }
    }
}
