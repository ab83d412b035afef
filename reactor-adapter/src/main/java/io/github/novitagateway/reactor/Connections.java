package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.RequestSender;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
import reactor.netty.internal.util.Metrics;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The gateway's connections: to the API host with the key, once kept alive and once fresh for each paid request, and to
 * storage and result hosts without the key.
 */
final class Connections {

    private static final System.Logger LOG = System.getLogger(NovitaGateway.class.getName());

    /** No setting allows more at once. */
    static final int MAX_CONNECTIONS = 64;

    private static final int MAX_WAITING = 4096;
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);
    private static final Duration EVICTION = Duration.ofSeconds(10);

    /** Whoever gave up keeps a place in the queue until then; to the pool, a negative time means at once. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final List<AsciiString> HEADERS_FOR_STRANGERS = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.USER_AGENT,
            HttpHeaderNames.ACCEPT,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_LENGTH);

    private final Clients clients;
    private final HttpClient free;
    private final HttpClient paid;
    private final RequestSender puts;
    private final RequestSender gets;
    private final AddressRules rules;

    Connections(NovitaConfig config, Pools pools, UnaryOperator<HttpClient> customization) {
        this(config, Clients.of(pools, config.connectTimeout(), customization));
        loadLibraries(config);
        LOG.log(
                Level.DEBUG,
                () -> "TLS by " + SslContext.defaultClientProvider() + ", unless the client is customized");
    }

    private Connections(NovitaConfig config, Clients clients) {
        this.clients = clients;
        free = withKey(ours(clients.keptAlive, config), config);
        paid = withKey(ours(clients.oneRequest, config), config).keepAlive(false);
        rules = AddressRules.of(config);
        HttpClient strangers = ours(clients.foreign, config)
                .attr(AddressGate.RULES, rules)
                .headers(headers -> headers.clear().set(HttpHeaderNames.USER_AGENT, config.userAgent()));
        puts = strangers.put();
        gets = strangers.request(HttpMethod.GET);
    }

    /** Reads files for up to a second, once in a process: else the first request would, on any thread. */
    private static void loadLibraries(NovitaConfig config) {
        LoopResources.hasNativeSupport();
        if (config.baseUrl().getScheme().equalsIgnoreCase("https")) {
            HttpClient.create().secure();
        }
    }

    /** The same connections for other settings; only another time to connect in makes others. */
    Connections with(NovitaConfig config) {
        return new Connections(config, clients.within(config.connectTimeout()));
    }

    /**
     * To the API host. A paid request gets a connection of its own, even if the server would keep it alive: it may be
     * stale.
     */
    HttpClient api(Endpoint endpoint) {
        return endpoint.paid() ? paid : free;
    }

    /**
     * Bytes to a storage host: without the key, and without what a customized client adds to it. A host that the rules
     * refuse ends in a {@link io.github.novitagateway.error.NovitaException.NotSentException}, thrown for a link and
     * signalled for the address to which it leads.
     */
    ResponseReceiver<?> put(
            Attempt attempt, URI url, Consumer<HttpHeaders> headers, Function<NettyOutbound, Publisher<Void>> body) {
        return toStranger(puts, attempt, url, headers, body);
    }

    /** Bytes from a result host, in the same way. */
    ResponseReceiver<?> get(Attempt attempt, URI url) {
        return toStranger(gets, attempt, url, headers -> {}, outbound -> outbound);
    }

    private ResponseReceiver<?> toStranger(
            RequestSender to,
            Attempt attempt,
            URI url,
            Consumer<HttpHeaders> headers,
            Function<NettyOutbound, Publisher<Void>> body) {
        rules.check(url);
        return to.uri(url).send((request, outbound) -> {
            stripForStranger(request.requestHeaders());
            headers.accept(request.requestHeaders());
            return attempt.write(outbound, body);
        });
    }

    /** Takes away what a customized client still adds when a request goes out: cookies, credentials. */
    private static void stripForStranger(HttpHeaders headers) {
        List<CharSequence> unwanted = new ArrayList<>(0);
        headers.iteratorCharSequence().forEachRemaining(header -> {
            if (!isForStrangers(header.getKey())) {
                unwanted.add(header.getKey());
            }
        });
        unwanted.forEach(headers::remove);
    }

    private static boolean isForStrangers(CharSequence name) {
        for (AsciiString known : HEADERS_FOR_STRANGERS) {
            if (known.contentEqualsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The connections themselves, shared by gateways that differ in their settings alone. */
    static final class Pools {

        /** Reactor Netty's own timers would have as many threads again as there are processors. */
        private final AcquireTimeouts timeouts = new AcquireTimeouts(Schedulers.parallel());

        private final ConnectionProvider keptAlive;
        private final ConnectionProvider oneRequest;
        private final ConnectionProvider foreign;

        Pools() {
            this(false);
        }

        /** @param metrics whether Micrometer is told of the connections, where it is on the class path */
        Pools(boolean metrics) {
            this(metrics, MAX_IDLE, EVICTION);
        }

        /**
         * Pools that end what nobody uses.
         *
         * @param maxIdle for how long a connection may go unused
         * @param eviction the time between two looks for such connections
         */
        Pools(boolean metrics, Duration maxIdle, Duration eviction) {
            keptAlive = kept("novita", metrics, maxIdle, eviction);
            oneRequest = pool("novita-paid", metrics).maxIdleTime(Duration.ZERO).build();
            foreign = kept("novita-storage", metrics, maxIdle, eviction);
        }

        void dispose() {
            keptAlive.dispose();
            oneRequest.dispose();
            foreign.dispose();
        }

        Mono<Void> disposeLater() {
            return Mono.when(keptAlive.disposeLater(), oneRequest.disposeLater(), foreign.disposeLater());
        }

        /**
         * The connection used last comes first: it is the least likely to be stale, and after a burst the rest ends.
         */
        private ConnectionProvider kept(String name, boolean metrics, Duration maxIdle, Duration eviction) {
            return pool(name, metrics)
                    .lifo()
                    .maxIdleTime(maxIdle)
                    .evictInBackground(eviction, Schedulers.parallel())
                    .build();
        }

        private ConnectionProvider.Builder pool(String name, boolean metrics) {
            return ConnectionProvider.builder(name)
                    .maxConnections(MAX_CONNECTIONS)
                    .pendingAcquireMaxCount(MAX_WAITING)
                    .pendingAcquireTimeout(LONGEST_WAIT)
                    .pendingAcquireTimer(timeouts::after)
                    .metrics(metrics && Metrics.isMicrometerAvailable());
        }
    }

    /** Clients with the caller's customization, which is applied once: what it makes anew could not be shared. */
    private record Clients(Duration connectTimeout, HttpClient keptAlive, HttpClient oneRequest, HttpClient foreign) {

        static Clients of(Pools pools, Duration connectTimeout, UnaryOperator<HttpClient> customization) {
            Clients plain = new Clients(
                    connectTimeout,
                    HttpClient.create(pools.keptAlive),
                    HttpClient.create(pools.oneRequest),
                    HttpClient.create(pools.foreign));
            return plain.connecting(connectTimeout).each(customization).gated();
        }

        /** After the customization, which could make a client of its own. */
        private Clients gated() {
            return new Clients(
                    connectTimeout,
                    keptAlive,
                    oneRequest,
                    foreign.doOnChannelInit(new AddressGate()).doOnChannelInit(Clients::encryptChunks));
        }

        /** A chunk at a time costs a third less heap than a record of 16 KB at a time, of which a chunk has four. */
        private static void encryptChunks(
                ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.setWrapDataSize(ImageFile.CHUNK_BYTES);
            }
        }

        Clients within(Duration limit) {
            return limit.equals(connectTimeout) ? this : connecting(limit);
        }

        private Clients connecting(Duration limit) {
            return new Clients(limit, keptAlive, oneRequest, foreign)
                    .each(client -> client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(limit)));
        }

        /** For Netty 0 is no limit at all, and an int has room for 24 days. */
        private static int millis(Duration limit) {
            return (int) Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE));
        }

        private Clients each(UnaryOperator<HttpClient> change) {
            return new Clients(
                    connectTimeout, change.apply(keptAlive), change.apply(oneRequest), change.apply(foreign));
        }
    }

    /** What no customization can switch on. */
    private static HttpClient ours(HttpClient client, NovitaConfig config) {
        return client.followRedirect(false)
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
