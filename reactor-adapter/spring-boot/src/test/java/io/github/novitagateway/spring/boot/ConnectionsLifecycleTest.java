package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The gateway and the application's event loops, when the application starts, pauses, stops and ends. */
@Timeout(60)
class ConnectionsLifecycleTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    private static ApplicationContextRunner application(Sandbox sandbox) {
        return Contexts.plain()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        HttpClientAutoConfiguration.class,
                        ReactiveHttpClientAutoConfiguration.class))
                .withPropertyValues(
                        "spring.reactor.netty.shutdown-quiet-period=0s",
                        "novita.retry.max-retries=0",
                        "novita.base-url=" + sandbox.baseUrl());
    }

    private static void answers(NovitaGateway gateway) {
        StepVerifier.create(gateway.account().balance())
                .expectNextCount(1)
                .expectComplete()
                .verify(LONG);
    }

    private static @Nullable Throwable failure(NovitaGateway gateway) {
        return gateway.account()
                .balance()
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block(LONG);
    }

    /** Asks when the event loops have ended. */
    record Late(NovitaGateway gateway, AtomicReference<@Nullable Throwable> failure) implements SmartLifecycle {

        @Override
        public void start() {}

        @Override
        public void stop() {
            failure.set(ConnectionsLifecycleTest.failure(gateway));
        }

        @Override
        public boolean isRunning() {
            return failure.get() == null;
        }

        @Override
        public int getPhase() {
            return -1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskingLate {

        @Bean
        Late late(NovitaGateway gateway) {
            return new Late(gateway, new AtomicReference<>());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskingEarly {

        @Bean
        SmartInitializingSingleton early(NovitaGateway gateway) {
            return () -> answers(gateway);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shared {

        static final NovitaGateway GATEWAY = NovitaGateway.create(
                NovitaConfig.builder(ApiKey.of("sk_shared_0123456789")).build());

        @Bean(destroyMethod = "")
        NovitaGateway shared() {
            return GATEWAY;
        }
    }

    @Test
    void theGatewayIsClosedBeforeItsEventLoopsEndAndRevivesNone(Sandbox sandbox) {
        AtomicReference<ReactorResourceFactory> resources = new AtomicReference<>();
        AtomicReference<Late> late = new AtomicReference<>();

        application(sandbox).withUserConfiguration(AskingLate.class).run(context -> {
            answers(context.getBean(NovitaGateway.class));
            late.set(context.getBean(Late.class));
            resources.set(context.getBean(ReactorResourceFactory.class));
        });

        assertThat(Objects.requireNonNull(late.get()).failure().get()).isInstanceOf(GatewayClosedException.class);
        assertThat(Objects.requireNonNull(resources.get()).isRunning()).isFalse();
    }

    @Test
    void aStoppedApplicationsGatewayFailsForAWhileAndRevivesNoEventLoops(Sandbox sandbox) {
        application(sandbox).run(context -> {
            NovitaGateway gateway = context.getBean(NovitaGateway.class);
            ConfigurableApplicationContext application = context.getSourceApplicationContext();
            answers(gateway);

            application.stop();

            assertThat(failure(gateway))
                    .asInstanceOf(type(TransportException.class))
                    .matches(TransportException::isTransient);
            assertThat(context.getBean(ReactorResourceFactory.class).isRunning())
                    .isFalse();

            application.start();

            answers(gateway);
        });
    }

    /** Spring's tests pause an application while another one is tested. Its event loops go on. */
    @Test
    void aPausedApplicationsGatewayGoesOn(Sandbox sandbox) {
        application(sandbox).run(context -> {
            context.getSourceApplicationContext().pause();

            answers(context.getBean(NovitaGateway.class));
        });
    }

    @Test
    void beansMayUseTheGatewayBeforeTheApplicationHasStarted(Sandbox sandbox) {
        application(sandbox)
                .withUserConfiguration(AskingEarly.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aGatewayThatSpringIsNotToCloseStaysOpen(Sandbox sandbox) {
        application(sandbox)
                .withUserConfiguration(Shared.class)
                .run(context -> assertThat(context).hasSingleBean(NovitaGateway.class));

        NovitaGateway here = Shared.GATEWAY.with(config -> config.baseUrl(sandbox.baseUrl()));
        answers(here);
        here.close();
    }
}
