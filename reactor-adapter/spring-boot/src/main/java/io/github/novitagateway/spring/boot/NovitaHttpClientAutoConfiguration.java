package io.github.novitagateway.spring.boot;

import java.time.Duration;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * Auto-configuration that gives the gateway what the application has set for its HTTP clients: by
 * {@code spring.http.clients}, a {@link HttpClientSettings} bean, or customizers of Reactor Netty's connector builder.
 */
@AutoConfiguration(
        before = NovitaGatewayAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration",
            "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration"
        })
@ConditionalOnClass({HttpClientSettings.class, ReactorClientHttpConnector.class})
@ConditionalOnBooleanProperty(
        name = {"novita.enabled", "novita.inherit-http-settings"},
        matchIfMissing = true)
@EnableConfigurationProperties(NovitaProperties.class)
@RegisterReflection(classes = HttpClientSettings.class, memberCategories = MemberCategory.INVOKE_PUBLIC_METHODS)
public final class NovitaHttpClientAutoConfiguration {

    NovitaHttpClientAutoConfiguration() {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NovitaHttpClientCustomizer applicationHttpSettings(
            ObjectProvider<HttpClientSettings> settings,
            ObjectProvider<ClientHttpConnectorBuilder<?>> builders,
            ObjectProvider<ReactorResourceFactory> resources,
            ObjectProvider<ConnectionsLifecycle> gateways) {
        ReactorResourceFactory factory = resources.getIfAvailable();
        ConnectionsLifecycle connections = gateways.getIfAvailable();
        return new ApplicationHttpSettings(
                settings.getIfAvailable(HttpClientSettings::defaults),
                builders.getIfAvailable(),
                factory == null || connections == null ? null : new ApplicationLoops(factory, connections));
    }

    /** None at all, which 0 is to Reactor Netty, leaves the gateway its own. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NovitaConfigCustomizer applicationConnectTimeout(
            NovitaProperties properties, ObjectProvider<HttpClientSettings> settings) {
        Duration limit = settings.getIfAvailable(HttpClientSettings::defaults).connectTimeout();
        return config -> {
            if (properties.connectTimeout() == null && limit != null && !limit.isZero()) {
                config.connectTimeout(limit);
            }
        };
    }
}
