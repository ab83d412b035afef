package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(30)
class RandomOrderTest {

    static final class Letters {

        @Test
        void a() {}

        @Test
        void b() {}
    }

    static final class Digits {

        @Test
        void one() {}
    }

    @Test
    void anotherSeedBringsAnotherOrderOfTestsAndOfClasses() {
        List<List<String>> orders =
                new Random(1).longs(8).mapToObj(RandomOrderTest::order).toList();

        assertThat(orders)
                .anyMatch(order -> order.indexOf("a()") < order.indexOf("b()"))
                .anyMatch(order -> order.indexOf("b()") < order.indexOf("a()"))
                .anyMatch(order -> order.indexOf("one()") < order.indexOf("a()"))
                .anyMatch(order -> order.indexOf("a()") < order.indexOf("one()"));
    }

    private static List<String> order(long seed) {
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .configurationParameter("junit.jupiter.execution.order.random.seed", String.valueOf(seed))
                .selectors(selectClass(Letters.class), selectClass(Digits.class))
                .execute()
                .testEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }
}
