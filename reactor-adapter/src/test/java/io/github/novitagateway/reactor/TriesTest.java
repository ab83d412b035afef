package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is known of a paid request when somebody gives it up. */
class TriesTest {

    private final Tries tries = new Tries();

    private Attempt begun() {
        Attempt attempt = new Attempt();
        tries.begin(attempt);
        return attempt;
    }

    private void written() {
        Mono.from(begun().write(AttemptTest.CONNECTION, out -> Mono.empty())).subscribe();
    }

    @Test
    void nothingWasTakenBeforeTheFirst() {
        assertThat(tries.surelyNotTaken()).isTrue();
    }

    @Test
    void oneThatWaitsIsGivenUpAndNeverWritten() {
        Attempt waiting = begun();

        assertThat(tries.surelyNotTaken()).isTrue();
        assertThat(waiting.giveUp()).isTrue();
    }

    @Test
    void oneThatIsWrittenMayBeTaken() {
        written();

        assertThat(tries.surelyNotTaken()).isFalse();
    }

    @Test
    void oneThatTheServiceTurnedAwayWasNotTaken() {
        written();
        tries.failed(rateLimited(null));

        assertThat(tries.surelyNotTaken()).isTrue();
    }

    @Test
    void whatOneLeftOpenTheNextDoesNotSettle() {
        written();
        tries.failed(overloaded());
        written();
        tries.failed(rateLimited(null));
        begun();

        assertThat(tries.surelyNotTaken()).isFalse();
        assertThat(tries.leaveOutcomeOpen(new GatewayClosedException())).isTrue();
    }
}
