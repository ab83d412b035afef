package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.TcpProxy.Line;
import io.github.novitagateway.reactor.TcpProxy.Way;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The faults that other tests rely on are real ones. */
class TcpProxyTest extends ServiceTest {

    private static final String BALANCE = "balance-detail.response.json";

    private final TcpProxy proxy = new TcpProxy(() -> server.url("/").uri());

    TcpProxyTest() throws IOException {}

    @BeforeEach
    void standBetween() {
        novita.close();
        novita = gateway(config().baseUrl(proxy.uri()).retry(RetryPolicy.none()).build());
    }

    @AfterEach
    void hangUp() throws IOException {
        proxy.close();
    }

    @Test
    void aClearLinePassesEverything() {
        answer(BALANCE);

        assertThat(value(novita.account().balance())).isNotNull();
    }

    @Test
    void aRequestThatIsResetDoesNotArrive() {
        answer(BALANCE);
        proxy.next(Line.up(Way.resetAfter(10)));

        assertTransportFails(true);

        assertThat(value(novita.account().balance()))
                .as("by the answer that nobody had taken")
                .isNotNull();
    }

    @Test
    void anAnswerThatIsResetOrTruncatedLeavesTheRequestDone() {
        answer(BALANCE, BALANCE);
        proxy.next(Line.down(Way.resetAfter(0)), Line.down(Way.closedAfter(100)));

        assertTransportFails(true);
        assertTransportFails(true);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsDelayedTakesItsTime() {
        proxy.usually(() -> Line.down(Way.delayed(Duration.ofMillis(200))));

        assertTakesLongerThan(Duration.ofMillis(200));
    }

    @Test
    void bytesThatTrickleTakeTheirTime() {
        proxy.usually(() -> Line.up(Way.trickling(1000)));

        assertTakesLongerThan(Duration.ofMillis(100));
    }

    private void assertTakesLongerThan(Duration least) {
        answer(BALANCE);
        long start = System.nanoTime();

        assertThat(value(novita.account().balance())).isNotNull();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(least);
    }

    @Test
    void refusesForAWhile() throws Exception {
        answer(BALANCE);
        proxy.refuse();
        assertTransportFails(false);

        proxy.listen();

        assertThat(value(novita.account().balance())).isNotNull();
    }

    @Test
    void hangingUpBreaksWhatIsUnderWay() throws InterruptedException {
        answer(BALANCE);
        proxy.usually(() -> Line.down(Way.delayed(LONG)));
        var balance = novita.account().balance().toFuture();
        request();

        proxy.hangUp();

        assertThat(balance).failsWithin(LONG);
    }

    private void assertTransportFails(boolean mayHaveBeenProcessed) {
        StepVerifier.create(novita.account().balance())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                broken -> assertThat(broken.requestMayHaveBeenProcessed())
                                        .isEqualTo(mayHaveBeenProcessed)))
                .verify(LONG);
    }
}
