package io.github.novitagateway.spring.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.Ordered;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/** Sees the clients of a gateway after all else has been done to them. */
final class ClientsSeen implements NovitaHttpClientCustomizer, Ordered {

    private final List<HttpClientConfig> configs = new CopyOnWriteArrayList<>();

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpClient customize(HttpClient client) {
        configs.add(client.configuration());
        return client;
    }

    /** One for each of the gateway's clients. */
    List<HttpClientConfig> configs() {
        return configs;
    }
}
