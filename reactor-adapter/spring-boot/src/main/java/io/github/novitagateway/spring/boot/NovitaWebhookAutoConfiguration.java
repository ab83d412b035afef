package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Auto-configuration of the endpoint to which the service tells that drawings are done: off unless
 * {@code novita.webhook.enabled} is true, and for WebFlux alone. {@link WebhookEndpoint} says where it is,
 * {@link TaskEvents} what came.
 */
@AutoConfiguration(after = NovitaGatewayAutoConfiguration.class)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty("novita.webhook.enabled")
@ConditionalOnBean({NovitaGateway.class, NovitaProperties.class})
public final class NovitaWebhookAutoConfiguration {

    NovitaWebhookAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoint novitaWebhookEndpoint(NovitaProperties properties) {
        NovitaProperties.Webhook settings = properties.webhook();
        return PropertyNames.naming("novita.webhook", () -> WebhookEndpoint.of(settings.path(), settings.token()));
    }

    /** Closed before the server ends, which would wait for whoever is told of them. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    TaskEvents novitaTaskEvents(NovitaProperties properties, ConfigurableApplicationContext context) {
        TaskEvents events = PropertyNames.naming(
                "novita.webhook", () -> new TaskEvents(properties.webhook().buffer()));
        context.addApplicationListener(GenericApplicationListener.forEventType(ContextClosedEvent.class, closing -> {
            if (closing.getApplicationContext().equals(context)) {
                events.close();
            }
        }));
        return events;
    }

    /** Events are the same to all gateways, so any of them can read them. */
    @Bean
    @ConditionalOnMissingBean(name = "novitaWebhookRoutes")
    RouterFunction<ServerResponse> novitaWebhookRoutes(
            WebhookEndpoint endpoint, ObjectProvider<NovitaGateway> gateways, TaskEvents events) {
        NovitaGateway gateway = gateways.stream().findFirst().orElseThrow();
        return RouterFunctions.route()
                .POST(endpoint.pattern(WebhookHandler.TOKEN), new WebhookHandler(endpoint, gateway, events))
                .build();
    }
}
