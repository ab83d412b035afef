package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes in processes of their own, one of them killed. */
class KilledNodeTest extends RedisTest {

    private static final int REQUESTS = 300;

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
}
