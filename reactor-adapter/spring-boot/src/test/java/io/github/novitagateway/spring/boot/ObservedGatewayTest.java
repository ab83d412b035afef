package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.GatewayObservation;
import io.github.novitagateway.reactor.GatewayObservationConvention;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.test.StepVerifier;

@Timeout(30)
class ObservedGatewayTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    private final TestObservationRegistry observations = TestObservationRegistry.create();

    private ApplicationContextRunner application(Sandbox sandbox) {
        return Contexts.plain()
                .withPropertyValues("novita.base-url=" + sandbox.baseUrl())
                .withBean(ObservationRegistry.class, () -> observations);
    }

    private static void ask(BeanFactory context) {
        StepVerifier.create(context.getBean(NovitaGateway.class).account().balance())
                .expectNextCount(1)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void callsAreToldToTheRegistryOfTheApplication(Sandbox sandbox) {
        application(sandbox).run(context -> {
            ask(context);
            TestObservationRegistryAssert.assertThat(observations)
                    .hasObservationWithNameEqualTo("novita.client.requests")
                    .that()
                    .hasBeenStarted()
                    .hasBeenStopped();
        });
    }

    @Test
    void namesAreThoseOfAConventionOfTheApplication(Sandbox sandbox) {
        application(sandbox)
                .withBean(GatewayObservationConvention.class, () -> new GatewayObservationConvention() {
                    @Override
                    public String nameOf(GatewayObservation kind) {
                        return "studio.novita";
                    }
                })
                .run(context -> {
                    ask(context);
                    TestObservationRegistryAssert.assertThat(observations)
                            .hasObservationWithNameEqualTo("studio.novita");
                });
    }
}
