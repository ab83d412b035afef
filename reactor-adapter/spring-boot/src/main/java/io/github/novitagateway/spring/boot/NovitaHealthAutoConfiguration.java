package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a health indicator that asks for the balance. Off unless
 * {@code management.health.novita.enabled} is true: it calls the service each time that the application's health is
 * asked for. Of several gateways the primary one is asked; where none is primary, there is no indicator.
 */
@AutoConfiguration(after = NovitaGatewayAutoConfiguration.class)
@ConditionalOnClass(ReactiveHealthIndicator.class)
@ConditionalOnBooleanProperty("management.health.novita.enabled")
@ConditionalOnBean(NovitaProperties.class)
@ConditionalOnSingleCandidate(NovitaGateway.class)
public final class NovitaHealthAutoConfiguration {

    NovitaHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "novitaHealthIndicator")
    NovitaHealthIndicator novitaHealthIndicator(NovitaGateway gateway, NovitaProperties properties) {
        return PropertyNames.naming(
                "novita.health",
                () -> new NovitaHealthIndicator(gateway, properties.health().timeout()));
    }
}
