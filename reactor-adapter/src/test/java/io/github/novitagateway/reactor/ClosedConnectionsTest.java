package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** Connections are closed, and the gateway is not. */
class ClosedConnectionsTest extends ServiceTest {

    private static final String ANSWER = "training-style.get.training.response.json";

    private final CountDownLatch closed = new CountDownLatch(1);

    private Mono<TaskStatus> status() {
        return novita.trainings().status(TaskId.style("t"));
    }

    @BeforeEach
    void watchConnections() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .httpClient(client -> client.doOnConnected(
                        connection -> connection.channel().closeFuture().addListener(end -> closed.countDown())))
                .build();
    }

    @Test
    void oneThatIsIdleIsClosedAndTheNextCallMakesAnother() throws InterruptedException {
        answer(ANSWER, ANSWER);
        value(status());
        Mono<Void> closing = novita.closeConnections();
        assertThat(closed.await(100, TimeUnit.MILLISECONDS)).isFalse();

        StepVerifier.create(closing).expectComplete().verify(LONG);

        assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        value(status());
        assertThat(request().getConnectionIndex()).isZero();
        assertThat(request().getConnectionIndex()).isEqualTo(1);
    }

    @Test
    void oneThatIsInUseIsClosedWhenItsCallHasItsAnswer() throws InterruptedException {
        MockResponse.Builder late = Golden.answer(ANSWER).newBuilder();
        answer(late.headersDelay(500, TimeUnit.MILLISECONDS).build());
        TestSubscriber<TaskStatus> caller = TestSubscriber.create();
        status().subscribe(caller);
        request();

        StepVerifier.create(novita.closeConnections()).expectComplete().verify(LONG);

        caller.block(LONG);
        assertThat(caller.expectTerminalSignal().isOnComplete()).isTrue();
        assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWaitsForOneFailsBeforeItIsSentWhichIsTransient() throws InterruptedException {
        novita.close();
        novita = gateway(config().retry(RetryPolicy.none()).build());
        MockResponse never = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        List<TestSubscriber<TaskStatus>> callers = new ArrayList<>();
        for (int call = 0; call <= Connections.MAX_CONNECTIONS; call++) {
            answer(never);
            callers.add(TestSubscriber.create());
            status().subscribe(callers.get(call));
        }
        assertRequestsInAll(Connections.MAX_CONNECTIONS);

        StepVerifier.create(novita.closeConnections()).expectComplete().verify(LONG);

        TestSubscriber<TaskStatus> waiting = callers.get(Connections.MAX_CONNECTIONS);
        waiting.block(LONG);
        assertThat(waiting.expectTerminalError()).isInstanceOfSatisfying(TransportException.class, unsent -> {
            assertThat(unsent.requestMayHaveBeenProcessed()).isFalse();
            assertThat(unsent.isTransient()).isTrue();
        });
    }
}
