package io.github.novitagateway.benchmarks;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.netty.handler.ssl.SslContext;
import java.net.URI;

/** Gateways with the defaults, but for where the service is and whom they trust. */
final class Gateways {

    private Gateways() {}

    static NovitaGateway plain(URI service) {
        return NovitaGateway.create(config(service));
    }

    static NovitaGateway tls(URI service, SslContext trust) {
        return NovitaGateway.builder(config(service))
                .httpClient(client -> client.secure(spec -> spec.sslContext(trust)))
                .build();
    }

    private static NovitaConfig config(URI service) {
        return NovitaConfig.builder(ApiKey.of("benchmark")).baseUrl(service).build();
    }
}
