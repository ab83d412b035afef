package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.NovitaGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

/** Of Spring, the gateway needs Boot's auto-configuration alone. */
class WithoutLibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.health",
                "org.springframework.boot.http.client",
                "org.springframework.http",
                "org.springframework.web",
                "io.micrometer.core"
            })
    void theGatewayIsThereWithoutEachOfTheOptionalLibraries(String library) {
        Contexts.plain()
                .withClassLoader(new FilteredClassLoader(library))
                .withPropertyValues("management.health.novita.enabled=true", "novita.metrics.connections=true")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(NovitaGateway.class));
    }

    @Test
    void theGatewayIsThereWithoutThemAll() {
        Contexts.reactive()
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.http.client",
                        "org.springframework.http",
                        "org.springframework.web.reactive.function",
                        "io.micrometer.core"))
                .withPropertyValues(
                        "management.health.novita.enabled=true",
                        "novita.webhook.enabled=true",
                        "novita.metrics.connections=true")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(NovitaGateway.class)
                        .doesNotHaveBean("novitaHealthIndicator")
                        .doesNotHaveBean("novitaWebhookRoutes")
                        .doesNotHaveBean(NovitaHttpClientCustomizer.class));
    }

    @Test
    void thereIsNoEndpointOutsideOfWebFlux() {
        Contexts.plain()
                .withPropertyValues("novita.webhook.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhookEndpoint.class));
    }
}
