package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
import reactor.netty.resources.ConnectionProvider;

/**
 * The gateway's connections: to the API host with the key, once kept alive and once fresh for each paid request, and to
 * storage and result hosts without the key.
 */
final class Connections {

    static final int MAX_CONNECTIONS = 64;
    private static final int MAX_WAITING = 4096;
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);
    private static final Set<String> HEADERS_FOR_STRANGERS =
            Set.of("host", "user-agent", "accept", "content-type", "content-length");

    private final HttpClient free;
    private final HttpClient paid;
    private final HttpClient strangers;

    Connections(NovitaConfig config, Pools pools, UnaryOperator<HttpClient> customization) {
        free = withKey(client(pools.keptAlive, config, customization), config);
        paid = withKey(client(pools.oneRequest, config, customization), config).keepAlive(false);
        strangers = client(pools.foreign, config, customization)
                .headers(headers -> headers.clear().set(HttpHeaderNames.USER_AGENT, config.userAgent()));
    }

    /**
     * To the API host. A paid request gets a connection of its own, even if the server would keep it alive: it may be
     * stale.
     */
    HttpClient api(Endpoint endpoint) {
        return endpoint.paid() ? paid : free;
    }

    /** A request to a storage or result host: without the key, and without what a customized client adds to it. */
    ResponseReceiver<?> storage(
            Attempt attempt,
            HttpMethod method,
            URI url,
            Consumer<HttpHeaders> headers,
            Function<NettyOutbound, Publisher<Void>> body) {
        return strangers.headers(headers).request(method).uri(url).send((request, outbound) -> {
            stripForStranger(request.requestHeaders());
            return attempt.write(outbound, body);
        });
    }

    /** Takes away what a customized client still adds when a request goes out: cookies, credentials. */
    private static void stripForStranger(HttpHeaders headers) {
        headers.names().stream()
                .filter(name -> !HEADERS_FOR_STRANGERS.contains(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(headers::remove);
    }

    /** The connections themselves, shared by gateways that differ in their settings alone. */
    static final class Pools {

        private final ConnectionProvider keptAlive = provider("novita", MAX_IDLE);
        private final ConnectionProvider oneRequest = provider("novita-paid", Duration.ZERO);
        private final ConnectionProvider foreign = provider("novita-storage", MAX_IDLE);

        void dispose() {
            keptAlive.dispose();
            oneRequest.dispose();
            foreign.dispose();
        }

        Mono<Void> disposeLater() {
            return Mono.when(keptAlive.disposeLater(), oneRequest.disposeLater(), foreign.disposeLater());
        }

        private static ConnectionProvider provider(String name, Duration maxIdle) {
            return ConnectionProvider.builder(name)
                    .maxConnections(MAX_CONNECTIONS)
                    .pendingAcquireMaxCount(MAX_WAITING)
                    .pendingAcquireTimeout(Duration.ofMillis(-1)) // the time limit of the attempt covers this wait too
                    .maxIdleTime(maxIdle)
                    .build();
        }
    }

    private static HttpClient client(
            ConnectionProvider provider, NovitaConfig config, UnaryOperator<HttpClient> customization) {
        HttpClient base = HttpClient.create(provider).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                config.connectTimeout().toMillis());
        return customization
                .apply(base)
                .followRedirect(false)
                .disableRetry(true)
                .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, config.userAgent()));
    }

    private static HttpClient withKey(HttpClient client, NovitaConfig config) {
        return client.compress(true)
                .headers(headers -> headers.set(
                                HttpHeaderNames.AUTHORIZATION,
                                "Bearer " + config.apiKey().value())
                        .set(HttpHeaderNames.ACCEPT, "application/json"));
    }
}
