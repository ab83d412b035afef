package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AllowanceTest {
    private final MovableClock clock = new MovableClock();
    private Allowance allowance = new Allowance(20, new ScaledClock(clock, 1));

    @Test
    void theImagesOfAMinuteCanComeAtOnceAndThenOneByOne() {
        allowance.take(20);
        assertRefused(1);

        clock.forward(Duration.ofSeconds(3));
        allowance.take(1);
        assertRefused(1);
        clock.forward(Duration.ofHours(1));
        allowance.take(20);
        assertRefused(1);
    }

    @Test
    void whatIsRefusedCountsNothing() {
        allowance.take(13);
        assertRefused(8);
        allowance.take(7);
    }

    @Test
    void aMinuteIsScaled() {
        allowance = new Allowance(20, new ScaledClock(clock, 60));
        allowance.take(20);
        clock.forward(Duration.ofMillis(50));
        allowance.take(1);
        assertRefused(1);
    }

    @Test
    void noneMeansAnyNumber() {
        Allowance any = new Allowance(0, new ScaledClock(clock, 1));
        assertThatCode(() -> any.take(1_000_000)).doesNotThrowAnyException();
    }

    private void assertRefused(int images) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> allowance.take(images))
                .satisfies(refusal -> assertThat(refusal.reply().status()).isEqualTo(429));
    }

    @Test
    void aRefusedDrawingIsNeitherPaidNorThere() {
        SandboxOptions three = SandboxOptions.builder().txt2imgPerMinute(3).build();
        try (Sandbox sandbox = Sandbox.start(three, clock)) {
            Visitor visitor = new Visitor(sandbox);
            ObjectNode two = Golden.drawing("minimal");
            Golden.request(two).put("image_num", 2);

            assertThat(visitor.post("/v3/async/txt2img", two).status()).isEqualTo(200);
            Answer refused = visitor.post("/v3/async/txt2img", two);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().get("reason").stringValue()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        }
    }
}
