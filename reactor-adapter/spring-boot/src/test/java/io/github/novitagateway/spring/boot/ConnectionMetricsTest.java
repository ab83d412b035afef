package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

@Timeout(30)
class ConnectionMetricsTest {

    /** One for each test, so that the connections to it are no others. */
    @RegisterExtension
    final SandboxExtension sandboxes = new SandboxExtension();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(meters);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(meters);
        meters.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionsAreToldOnlyWhenAskedFor(boolean asked, Sandbox sandbox) {
        Contexts.plain()
                .withPropertyValues("novita.base-url=" + sandbox.baseUrl(), "novita.metrics.connections=" + asked)
                .run(context -> {
                    StepVerifier.create(context.getBean(NovitaGateway.class)
                                    .account()
                                    .balance())
                            .expectNextCount(1)
                            .expectComplete()
                            .verify(Duration.ofSeconds(10));
                    assertThat(meters.find("reactor.netty.connection.provider.total.connections")
                                    .tags(
                                            "name",
                                            "novita",
                                            "remote.address",
                                            sandbox.baseUrl().getAuthority())
                                    .gauges())
                            .hasSize(asked ? 1 : 0);
                });
    }
}
