package io.github.novitagateway.webflux.service;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway, with a journal in a file: what is paid survives a restart. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    FileTaskJournal journal(@Value("${novita.journal.file}") Path file) {
        return FileTaskJournal.at(file);
    }

    @Bean
    NovitaGateway novita(
            @Value("${novita.api-key}") String key,
            @Value("${novita.base-url:https://api.novita.ai}") URI address,
            @Value("${novita.training-polling.longest}") Duration longestWait,
            @Value("${novita.image-polling.first:1s}") Duration firstLook,
            @Value("${novita.image-polling.longest:5s}") Duration longestLook,
            FileTaskJournal journal) {
        NovitaConfig config =
                NovitaConfig.builder(ApiKey.of(key)).baseUrl(address).build();
        return NovitaGateway.builder(config)
                .journal(journal)
                .trainingPolling(PollingPolicy.paced(longestWait))
                .imagePolling(PollingPolicy.exponential(firstLook, 1.5, longestLook))
                .connectionMetrics()
                .build();
    }
}
