package io.github.novitagateway.spring.boot;

import reactor.netty.http.client.HttpClient;

/**
 * Adapts the HTTP clients of the auto-configured gateway: proxy, TLS, resolver, event loops. Beans of this type are
 * asked in their order, after what the application has set for all its clients. Each is called for each of the
 * gateway's clients, once when the gateway is made; what
 * {@link io.github.novitagateway.reactor.NovitaGateway.Builder#httpClient} says of pools, redirects and headers holds.
 */
@FunctionalInterface
public interface NovitaHttpClientCustomizer {

    /**
     * Adapts a client.
     *
     * @param client with a pool of the gateway
     * @return the one to use
     */
    HttpClient customize(HttpClient client);
}
