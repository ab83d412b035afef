package io.github.novitagateway.webflux.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.mock.env.MockEnvironment;

class FreePortTest {

    private static final int USUAL = 8080;

    private final MockEnvironment environment = new MockEnvironment();

    private int chosen() {
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(USUAL);
        new FreePort(environment).customize(factory);
        return factory.getPort();
    }

    private static void whileItIsTaken(Runnable check) throws IOException {
        try (ServerSocket taken = new ServerSocket(USUAL)) {
            assertThat(taken.isBound()).isTrue();
            check.run();
        } catch (BindException alreadyTaken) {
            check.run();
        }
    }

    @Test
    void anyOtherPortIsTakenWhereTheUsualOneIsNotFree() throws IOException {
        whileItIsTaken(() -> assertThat(chosen()).isZero());
    }

    @Test
    void aPortThatIsAskedForStays() throws IOException {
        environment.setProperty("server.port", "8080");

        whileItIsTaken(() -> assertThat(chosen()).isEqualTo(USUAL));
    }
}
