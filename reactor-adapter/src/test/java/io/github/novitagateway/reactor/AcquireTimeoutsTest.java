package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What waits for a connection, and for how long. */
class AcquireTimeoutsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualClock clock = new VirtualClock();
    private final AcquireTimeouts timeouts = new AcquireTimeouts(clock);
    private final List<String> ended = new ArrayList<>();

    private Disposable waits(String name) {
        return timeouts.after(() -> ended.add(name), MINUTE);
    }

    @Test
    void eachEndsWhenItsOwnTimeIsOver() {
        waits("first");
        clock.advance(Duration.ofSeconds(20));
        waits("second");

        clock.advance(Duration.ofSeconds(39));
        assertThat(ended).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ended).containsExactly("first");
        clock.advance(Duration.ofSeconds(20));
        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void whatIsTakenBackNeverEnds() {
        Disposable first = waits("first");
        waits("second");
        first.dispose();

        clock.advance(MINUTE);

        assertThat(ended).containsExactly("second");
    }

    @Test
    void allShareOneTimerWhichIsGoneAfterThem() {
        waits("first");
        clock.advance(Duration.ofSeconds(1));
        waits("second").dispose();
        waits("third");

        assertThat(clock.waitingTimers()).isOne();
        clock.advance(Duration.ofMinutes(2));

        assertThat(ended).containsExactly("first", "third");
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void whoComesAfterTheTimerHasRungGetsAnother() {
        waits("first");
        clock.advance(MINUTE);
        waits("second");

        clock.advance(MINUTE);

        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void oneThatBeginsAsAnotherEndsIsNotForgotten() {
        timeouts.after(() -> waits("second"), MINUTE);

        clock.advance(MINUTE);
        clock.advance(MINUTE);

        assertThat(ended).containsExactly("second");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromItsEnd() {
        timeouts.after(
                () -> {
                    throw new IllegalStateException("defect");
                },
                MINUTE);
        waits("second");

        assertThatIllegalStateException().isThrownBy(() -> clock.advance(MINUTE));
        clock.advance(Duration.ZERO);

        assertThat(ended).containsExactly("second");
    }

    @Test
    void aSchedulerThatTakesNoTimerIsAskedAgain() {
        Scheduler gone = Schedulers.newSingle("gone");
        gone.dispose();
        AcquireTimeouts late = new AcquireTimeouts(gone);

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> late.after(() -> ended.add("never"), MINUTE));
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> late.after(() -> ended.add("never"), MINUTE));
    }
}
