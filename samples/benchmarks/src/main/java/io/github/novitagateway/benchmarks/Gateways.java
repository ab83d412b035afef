package io.github.novitagateway.benchmarks;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;

/** Gateways with the defaults, but for where the service is and whom they trust. */
final class Gateways {

    /** As long as one of the service. */
    static final String KEY = "00000000-0000-4000-8000-00000bencher";

    private Gateways() {}

    static NovitaGateway to(Server server, Tls tls) {
        NovitaConfig config = NovitaConfig.builder(ApiKey.of(KEY))
                .baseUrl(tls.service(server))
                .build();
        return NovitaGateway.builder(config).httpClient(tls.trusting(server)).build();
    }
}
