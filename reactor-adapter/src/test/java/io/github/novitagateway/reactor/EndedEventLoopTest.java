package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/**
 * The application has ended the event loops, and their connections are still open: Netty leaves them so where a loop
 * was busy at its end and no quiet period was given.
 */
class EndedEventLoopTest extends ServiceTest {

    private static final Duration LIMIT = Duration.ofMillis(500);

    private final LoopResources loops = LoopResources.create("application", 1, true);
    private final Scheduler own = Schedulers.newSingle("own");

    @AfterEach
    void endThreads() {
        loops.dispose();
        own.dispose();
    }

    private void build(Duration requestTimeout, Scheduler scheduler) {
        novita.close();
        novita = NovitaGateway.builder(config().requestTimeout(requestTimeout)
                        .retry(RetryPolicy.none())
                        .build())
                .codec(JsonCodec.strict())
                .scheduler(scheduler)
                .httpClient(client -> client.runOn(loops))
                .build();
    }

    /** Two calls that the service leaves without an answer, on loops that end then. */
    private List<TestSubscriber<Object>> callsLeftBehind() throws InterruptedException {
        MockResponse never = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        answer(never);
        answer(never);
        List<TestSubscriber<Object>> calls = Stream.of(
                        novita.account().balance(), novita.trainings().list().next())
                .map(call -> {
                    TestSubscriber<Object> caller = TestSubscriber.create();
                    call.cast(Object.class).subscribe(caller);
                    return caller;
                })
                .toList();
        request();
        request();
        endLoopsWhileTheyAreBusy();
        return calls;
    }

    private void endLoopsWhileTheyAreBusy() throws InterruptedException {
        for (EventExecutor loop : loops.onClient(LoopResources.DEFAULT_NATIVE)) {
            CountDownLatch busy = new CountDownLatch(1);
            loop.execute(() -> {
                busy.countDown();
                boolean ending;
                do {
                    ending = loop.isShuttingDown();
                } while (!ending);
            });
            assertThat(busy.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        StepVerifier.create(loops.disposeLater(Duration.ZERO, LONG))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void closingEndsWhatRanThere() throws InterruptedException {
        build(LONG, Schedulers.parallel());
        List<TestSubscriber<Object>> calls = callsLeftBehind();

        novita.close();

        calls.forEach(call -> {
            call.block(LONG);
            assertThat(call.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        });
    }

    @ParameterizedTest(name = "on a scheduler of the caller''s: {0}")
    @ValueSource(booleans = {false, true})
    void theTimeLimitEndsWhatRanThere(boolean ofTheCaller) throws InterruptedException {
        build(LIMIT, ofTheCaller ? own : Schedulers.parallel());

        callsLeftBehind().forEach(call -> {
            call.block(LONG);
            assertThat(call.expectTerminalError())
                    .isInstanceOf(TransportException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        });
    }

    @Test
    void whoCancelsGetsNoException() throws InterruptedException {
        build(LONG, Schedulers.parallel());

        callsLeftBehind().forEach(TestSubscriber::cancel);
    }
}
