package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Timeout(30)
class NovitaHealthTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(
            SandboxOptions.builder().key(Contexts.KEY).balance(123_400).build());

    private static ApplicationContextRunner switchedOn(Sandbox sandbox) {
        return Contexts.plain()
                .withPropertyValues("management.health.novita.enabled=true", "novita.base-url=" + sandbox.baseUrl());
    }

    private static Health ask(NovitaHealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health().block(Duration.ofSeconds(10)));
    }

    @Test
    void itIsOffUnlessSwitchedOn() {
        Contexts.plain().run(context -> assertThat(context).doesNotHaveBean(NovitaHealthIndicator.class));
        Contexts.plain()
                .withPropertyValues("management.health.defaults.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(NovitaHealthIndicator.class));
    }

    @Test
    void aServiceThatAnswersIsUpAndTheBalanceIsTold(Sandbox sandbox) {
        switchedOn(sandbox).run(context -> {
            Health health = ask(context.getBean(NovitaHealthIndicator.class));
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat((BigDecimal) health.getDetails().get("balance")).isEqualByComparingTo("12.34");
            assertThat(health.getDetails()).containsEntry("currency", "USD");
        });
    }

    @Test
    void aRefusedKeyIsDownAndNotShown(Sandbox sandbox) {
        switchedOn(sandbox)
                .withPropertyValues("novita.api-key=sk_wrong_0123456789")
                .run(context -> {
                    Health health = ask(context.getBean(NovitaHealthIndicator.class));
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.toString())
                            .contains("AuthenticationException")
                            .doesNotContain("sk_wrong_0123456789");
                });
    }

    @Test
    void aServiceThatDoesNotAnswerIsDownInTime(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.BALANCE, Fault.latency(Duration.ofSeconds(20)));

        switchedOn(sandbox).withPropertyValues("novita.health.timeout=200ms").run(context -> {
            long start = System.nanoTime();
            Health health = ask(context.getBean(NovitaHealthIndicator.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("error")).asString().contains("no answer within PT0.2S");
        });
    }

    @Test
    void actuatorFindsItUnderTheNameOfTheGateway(Sandbox sandbox) {
        switchedOn(sandbox)
                .withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
                .run(context -> assertThat(context.getBean(ReactiveHealthContributorRegistry.class)
                                .getContributor("novita"))
                        .isSameAs(context.getBean(NovitaHealthIndicator.class)));
    }

    @Test
    void anIndicatorOfTheApplicationIsTaken(Sandbox sandbox) {
        switchedOn(sandbox)
                .withBean("novitaHealthIndicator", String.class, () -> "the application's")
                .run(context -> assertThat(context).doesNotHaveBean(NovitaHealthIndicator.class));
    }

    @Test
    void ofSeveralGatewaysThePrimaryOneIsAskedAndElseNone(Sandbox sandbox) {
        ApplicationContextRunner two = switchedOn(sandbox)
                .withBean("one", NovitaGateway.class, NovitaHealthTest::gateway)
                .withBean("other", NovitaGateway.class, NovitaHealthTest::gateway);

        two.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NovitaHealthIndicator.class));
        two.withBean("primary", NovitaGateway.class, NovitaHealthTest::gateway, bean -> bean.setPrimary(true))
                .run(context -> assertThat(context).hasSingleBean(NovitaHealthIndicator.class));
    }

    private static NovitaGateway gateway() {
        return NovitaGateway.create(
                NovitaConfig.builder(ApiKey.of(Contexts.KEY)).build());
    }

    @Test
    void aTimeOutOfRangeIsToldWithItsProperty(Sandbox sandbox) {
        switchedOn(sandbox)
                .withPropertyValues("novita.health.timeout=0s")
                .run(context -> assertThat(Contexts.analysis(context).getDescription())
                        .startsWith("novita.health.timeout must be above 0 but was PT0S"));
    }
}
