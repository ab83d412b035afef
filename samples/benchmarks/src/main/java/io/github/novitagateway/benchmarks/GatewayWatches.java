package io.github.novitagateway.benchmarks;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.task.TaskId;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** Watches as a user of the gateway writes them. */
final class GatewayWatches implements Watching {

    private final NovitaGateway novita;

    GatewayWatches(URI service, Probe probe, PollingPolicy policy) {
        this.novita = NovitaGateway.builder(NovitaConfig.builder(ApiKey.of("benchmark"))
                        .baseUrl(service)
                        .build())
                .httpClient(probe::measured)
                .trainingPolling(policy)
                .build();
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Flux<?> watch(String task) {
        return novita.trainings().watch(TaskId.subject(task));
    }

    @Override
    public void close() {
        novita.closeLater().block(Duration.ofSeconds(30));
    }
}
