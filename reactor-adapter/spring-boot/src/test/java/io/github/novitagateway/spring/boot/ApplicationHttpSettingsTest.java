package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.transport.ProxyProvider;

class ApplicationHttpSettingsTest {

    private static final String PROXY = "proxy.example.com";

    private final ClientsSeen clients = new ClientsSeen();

    private ApplicationContextRunner application() {
        return Contexts.plain()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        HttpClientAutoConfiguration.class,
                        ReactiveHttpClientAutoConfiguration.class))
                .withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
                .withBean(ClientsSeen.class, () -> clients);
    }

    private static @Nullable Object connectTimeout(HttpClientConfig client) {
        return client.options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS);
    }

    private static InetSocketAddress proxy(HttpClientConfig client) {
        return (InetSocketAddress) Objects.requireNonNull(client.proxyProviderSupplier())
                .get()
                .getSocketAddress()
                .get();
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxy {

        @Bean
        ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> proxy() {
            return builder -> builder.withHttpClientCustomizer(client -> client.proxy(
                    type -> type.type(ProxyProvider.Proxy.HTTP).host(PROXY).port(3128)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfNoUse {

        @Bean
        ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> ofNoUse() {
            return builder -> builder.withHttpClientCustomizer(
                    client -> client.responseTimeout(Duration.ofSeconds(1)).compress(true));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnProxy {

        @Bean
        @Order(1)
        NovitaHttpClientCustomizer direct() {
            return client -> client.noProxy();
        }
    }

    @Test
    void theConnectTimeoutOfTheApplicationIsTaken() {
        application()
                .withPropertyValues("spring.http.clients.connect-timeout=3s")
                .run(context -> {
                    assertThat(context.getBean(NovitaConfig.class).connectTimeout())
                            .isEqualTo(Duration.ofSeconds(3));
                    assertThat(clients.configs())
                            .hasSize(3)
                            .allSatisfy(
                                    client -> assertThat(connectTimeout(client)).isEqualTo(3_000));
                });
    }

    /** To Reactor Netty it means no limit. */
    @Test
    void noConnectTimeoutOfTheApplicationLeavesTheGatewaysOwn() {
        application()
                .withPropertyValues("spring.http.clients.connect-timeout=0s")
                .run(context -> assertThat(context.getBean(NovitaConfig.class).connectTimeout())
                        .isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void theGatewaysOwnConnectTimeoutComesFirst() {
        application()
                .withPropertyValues("spring.http.clients.connect-timeout=3s", "novita.connect-timeout=9s")
                .run(context -> assertThat(clients.configs())
                        .hasSize(3)
                        .allSatisfy(client -> assertThat(connectTimeout(client)).isEqualTo(9_000)));
    }

    @Test
    void redirectsReadTimeoutAndCompressionOfTheApplicationAreNot() {
        application()
                .withUserConfiguration(OfNoUse.class)
                .withPropertyValues("spring.http.clients.redirects=follow", "spring.http.clients.read-timeout=1s")
                .run(context -> assertThat(clients.configs()).hasSize(3).allSatisfy(client -> {
                    assertThat(client.followRedirectPredicate()).isNull();
                    assertThat(client.responseTimeout()).isNull();
                    assertThat(client.isAcceptGzip()).isFalse();
                }));
    }

    @Test
    void whatTheApplicationDoesToReactorNettyIsDoneToTheGatewaysClientsWithTheirOwnPools() {
        application().withUserConfiguration(Proxy.class).run(context -> {
            assertThat(clients.configs())
                    .extracting(client -> client.connectionProvider().name())
                    .containsExactlyInAnyOrder("novita", "novita-paid", "novita-storage");
            assertThat(clients.configs())
                    .allSatisfy(
                            client -> assertThat(proxy(client).getHostString()).isEqualTo(PROXY))
                    .allSatisfy(client -> assertThat(client.loopResources())
                            .isEqualTo(new ApplicationLoops(
                                    context.getBean(ReactorResourceFactory.class),
                                    context.getBean(ConnectionsLifecycle.class))));
        });
    }

    @Test
    void customizersOfTheGatewayComeAfterTheApplicationsSettings() {
        application()
                .withUserConfiguration(Proxy.class, OwnProxy.class)
                .run(context -> assertThat(clients.configs())
                        .hasSize(3)
                        .allSatisfy(client -> assertThat(client.hasProxy()).isFalse()));
    }

    @Test
    void theGatewayCanDoWithoutTheApplicationsSettings() {
        application()
                .withUserConfiguration(Proxy.class)
                .withPropertyValues("novita.inherit-http-settings=false", "spring.http.clients.connect-timeout=3s")
                .run(context -> assertThat(clients.configs()).hasSize(3).allSatisfy(client -> {
                    assertThat(client.hasProxy()).isFalse();
                    assertThat(connectTimeout(client)).isEqualTo(5_000);
                }));
    }

    @Test
    void anApplicationThatExcludesTheGatewaysConfigurationStarts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        HttpClientAutoConfiguration.class,
                        ReactiveHttpClientAutoConfiguration.class,
                        NovitaHttpClientAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** Reactor Netty can keep none, clients of another kind can. */
    @Test
    void cookiesOfTheApplicationAreNot() {
        application()
                .withPropertyValues(
                        "spring.http.clients.reactive.connector=jdk", "spring.http.clients.cookie-handling=enable")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(clients.configs()).hasSize(3);
                });
    }

    @Test
    void clientsOfAnotherKindSayNothingAboutTheGateways() {
        application()
                .withPropertyValues("spring.http.clients.reactive.connector=jdk")
                .run(context -> {
                    assertThat(context).hasSingleBean(JdkClientHttpConnectorBuilder.class);
                    assertThat(context).hasSingleBean(NovitaGateway.class);
                    assertThat(clients.configs()).hasSize(3);
                });
    }
}
