package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.GatewayObservationConvention;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.Quota;
import io.github.novitagateway.reactor.TaskJournal;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.http.client.HttpClient;

/**
 * Auto-configuration of {@link NovitaGateway}: one for the application, from the properties under {@code novita},
 * closed with the context. Nothing is sent when it is made. Each bean gives way to one of the application's own.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "novita.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NovitaProperties.class)
public final class NovitaGatewayAutoConfiguration {

    NovitaGatewayAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean({NovitaConfig.class, NovitaGateway.class})
    NovitaConfig novitaConfig(NovitaProperties properties, ObjectProvider<NovitaConfigCustomizer> customizers) {
        NovitaConfig.Builder config = ConfiguredGateway.config(properties).toBuilder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(config));
        return config.build();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({TaskJournal.class, NovitaGateway.class})
    @ConditionalOnProperty("novita.journal.file")
    FileTaskJournal novitaTaskJournal(NovitaProperties properties) {
        NovitaProperties.Journal settings = properties.journal();
        Path file = settings.file();
        if (file == null) {
            throw new NovitaPropertyException("novita.journal.file", "must name a file", null);
        }
        return PropertyNames.naming("novita.journal", () -> {
            FileTaskJournal.Builder journal = FileTaskJournal.builder(file)
                    .uploadsGoodFor(settings.uploadsGoodFor())
                    .keepFinished(settings.keepFinished());
            PropertyMapper.get().from(settings::account).to(journal::account);
            return journal.build();
        });
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    NovitaGateway novitaGateway(
            NovitaConfig config,
            NovitaProperties properties,
            ObjectProvider<TaskJournal> journal,
            ObjectProvider<Quota> quota,
            ObjectProvider<NovitaHttpClientCustomizer> clients,
            ObjectProvider<NovitaGatewayCustomizer> customizers) {
        NovitaGateway.Builder gateway = NovitaGateway.builder(config)
                .trainingPolling(ConfiguredPolling.ofTrainings(properties.trainingPolling()))
                .imagePolling(ConfiguredPolling.ofImages(properties.imagePolling()))
                .httpClient(client -> customized(client, clients));
        if (properties.metrics().connections()) {
            gateway.connectionMetrics();
        }
        journal.ifAvailable(gateway::journal);
        quota.ifAvailable(gateway::quota);
        customizers.orderedStream().forEach(customizer -> customizer.customize(gateway));
        return gateway.build();
    }

    @Bean
    ConnectionsLifecycle novitaConnections(ConfigurableApplicationContext context) {
        return new ConnectionsLifecycle(context);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NovitaGatewayCustomizer novitaObservations(
            ObjectProvider<ObservationRegistry> registries, ObjectProvider<GatewayObservationConvention> conventions) {
        return gateway ->
                registries.ifAvailable(registry -> gateway.observations(registry, conventions.getIfAvailable()));
    }

    private static HttpClient customized(HttpClient client, ObjectProvider<NovitaHttpClientCustomizer> customizers) {
        HttpClient customized = client;
        for (NovitaHttpClientCustomizer customizer : customizers.orderedStream().toList()) {
            customized = customizer.customize(customized);
        }
        return customized;
    }
}
