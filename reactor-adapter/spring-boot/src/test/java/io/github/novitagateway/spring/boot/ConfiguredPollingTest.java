package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfiguredPollingTest {

    @Test
    void withoutPropertiesThePoliciesAreThoseOfTheGateway() {
        try (NovitaGateway usual = NovitaGateway.create(
                NovitaConfig.builder(ApiKey.of(Contexts.KEY)).build())) {
            Contexts.plain().run(context -> {
                assertThat(Polling.ofTrainings(context)).isEqualTo(Polling.ofTrainings(usual));
                assertThat(Polling.ofImages(context)).isEqualTo(Polling.ofImages(usual));
            });
        }
    }

    @Test
    void eachModeIsReached() {
        Contexts.plain()
                .withPropertyValues(
                        "novita.training-polling.mode=exponential",
                        "novita.training-polling.first=2s",
                        "novita.training-polling.factor=3",
                        "novita.training-polling.longest=20s",
                        "novita.image-polling.mode=fixed",
                        "novita.image-polling.interval=4s")
                .run(context -> {
                    assertThat(Polling.ofTrainings(context))
                            .isEqualTo(PollingPolicy.exponential(Duration.ofSeconds(2), 3, Duration.ofSeconds(20)));
                    assertThat(Polling.ofImages(context)).isEqualTo(PollingPolicy.fixed(Duration.ofSeconds(4)));
                });
    }

    @Test
    void exponentialWaitsOfTrainingsStayWithinThoseOfThePacedOnes() {
        Contexts.plain()
                .withPropertyValues("novita.training-polling.mode=exponential", "novita.image-polling.mode=paced")
                .run(context -> {
                    assertThat(Polling.ofTrainings(context))
                            .isEqualTo(PollingPolicy.exponential(Duration.ofSeconds(5), 1.5, Duration.ofSeconds(30)));
                    assertThat(Polling.ofImages(context)).isEqualTo(PollingPolicy.paced());
                });
    }

    @Test
    void aFixedWaitHasNoDefault() {
        Contexts.plain()
                .withPropertyValues("novita.image-polling.mode=fixed")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("novita.image-polling.interval must be set in mode fixed"));
    }
}
