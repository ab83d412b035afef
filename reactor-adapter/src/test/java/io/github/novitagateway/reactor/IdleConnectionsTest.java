package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient.ResponseReceiver;

/** Connections that were used once, and then by nobody. */
class IdleConnectionsTest extends ServiceTest {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Connections.Pools pools = new Connections.Pools(false, Duration.ofMillis(100), Duration.ofMillis(20));

    private Connections connections() {
        return new Connections(config().build(), pools, client -> client.doOnConnected(this::watch));
    }

    private void watch(Connection connection) {
        connection.channel().closeFuture().addListener(end -> closed.countDown());
    }

    @AfterEach
    void end() {
        pools.disposeLater().block(LONG);
    }

    @Test
    void oneToTheApiHostIsClosedWithoutAnotherRequest() throws InterruptedException {
        URI status = server.url("/").uri();

        assertIsClosedAfter(connections().api(Endpoint.STYLE_STATUS).get().uri(status));
    }

    @Test
    void oneToAnotherHostIsClosedWithoutAnotherRequest() throws InterruptedException {
        URI picture = server.url("/1.png").uri();

        assertIsClosedAfter(connections().get(new Attempt(), picture));
    }

    private void assertIsClosedAfter(ResponseReceiver<?> request) throws InterruptedException {
        answer(new MockResponse.Builder().build());

        request.responseSingle((head, body) -> body.then()).block(LONG);

        assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
