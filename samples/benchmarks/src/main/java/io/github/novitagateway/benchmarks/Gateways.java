package io.github.novitagateway.benchmarks;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.netty.handler.ssl.SslContext;

/** Gateways with the defaults, but for where the service is and whom they trust. */
final class Gateways {

    private Gateways() {}

    static NovitaGateway to(ServerProcess server, Tls tls) {
        NovitaConfig config = NovitaConfig.builder(ApiKey.of("benchmark"))
                .baseUrl(tls.service(server))
                .build();
        SslContext trust = tls.trust(server);
        return NovitaGateway.builder(config)
                .httpClient(client -> trust == null ? client : client.secure(spec -> spec.sslContext(trust)))
                .build();
    }
}
