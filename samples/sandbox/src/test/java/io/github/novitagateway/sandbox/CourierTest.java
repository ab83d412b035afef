package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.SandboxLedger.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private final Threads threads = Threads.start();
    private final SandboxLedger ledger = new SandboxLedger();
    private final Courier courier = new Courier(
            threads.loops(),
            threads.bell(),
            new ScaledClock(InstantSource.system(), 200),
            Duration.ofSeconds(2),
            ledger);

    @AfterEach
    void end() {
        threads.end(Duration.ofSeconds(10));
    }

    @Test
    void waitsForAReceiverNoLongerThanItsPatience() {
        try (Receiver silent = new Receiver(0)) {
            URI url = URI.create(silent.url());
            assertThat(courier.carry("task", url, Json.object()).block(Duration.ofSeconds(20)))
                    .isFalse();
            assertThat(ledger.deliveries()).containsExactly(new Delivery("task", "/hook/token", 1, 0));
        }
    }

    @Test
    void comesAgainFiveTimesAtMostWithGrowingPauses() {
        try (Receiver deaf = new Receiver(500, 500, 500, 500, 500, 500, 500)) {
            courier.insist("task", URI.create(deaf.url()), Json.object()).block(Duration.ofSeconds(20));
            assertThat(ledger.deliveries()).extracting(Delivery::attempt).containsExactly(1, 2, 3, 4, 5, 6);
            List<Instant> arrivals = deaf.arrivals();
            for (int i = 1; i < 6; i++) {
                assertThat(Duration.between(arrivals.get(i - 1), arrivals.get(i)))
                        .as("pause " + i)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(5L << i));
            }
        }
    }

    @Test
    void comesAgainAfterSilence() {
        try (Receiver silent = new Receiver(0)) {
            courier.insist("task", URI.create(silent.url()), Json.object()).block(Duration.ofSeconds(20));
            assertThat(ledger.deliveries()).extracting(Delivery::status).containsExactly(0, 200);
        }
    }
}
