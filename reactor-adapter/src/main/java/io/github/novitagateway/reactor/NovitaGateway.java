package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * The way into the service: operations by what they are about, over connections that they share.
 *
 * <p>Thread-safe; one for an application is enough. Every operation is lazy and non-blocking, and fails with a
 * {@link io.github.novitagateway.error.NovitaException} whose class names the caller's next step.
 *
 * <pre>{@code
 * try (var novita = NovitaGateway.create(NovitaConfig.builder(ApiKey.fromEnvironment()).build())) {
 *     Flux<TrainingEvent> events = novita.trainings().run(request, pictures);
 * }
 * }</pre>
 */
public final class NovitaGateway implements AutoCloseable {

    private final GatewayLifecycle lifecycle = new GatewayLifecycle();
    private final Connections connections;
    private final Assets assets;
    private final Trainings trainings;
    private final Images images;
    private final Models models;

    private NovitaGateway(Builder builder) {
        NovitaConfig config = builder.config;
        Pace pace =
                new Pace(builder.scheduler, () -> ThreadLocalRandom.current().nextDouble());
        this.connections = new Connections(config, builder.httpClient);
        ApiExchange exchange = new ApiExchange(config, connections, builder.codec, lifecycle, pace);
        this.assets = new Assets(exchange, new PresignedPut(config, connections, lifecycle, pace), config, lifecycle);
        this.trainings = new Trainings(exchange, assets, config, builder.trainingPolling, lifecycle, pace);
        this.images = new Images(
                exchange,
                new ImageDownload(config, connections, lifecycle, pace),
                builder.imagePolling,
                config.imageLimits(),
                lifecycle,
                pace);
        this.models = new Models(exchange, config);
    }

    /**
     * Makes a gateway with the defaults for everything that is not in the configuration.
     *
     * @param config key, address, limits
     * @return the gateway; nothing is sent yet
     */
    public static NovitaGateway create(NovitaConfig config) {
        return builder(config).build();
    }

    /**
     * Starts a gateway.
     *
     * @param config key, address, limits
     * @return a builder that holds the defaults
     */
    public static Builder builder(NovitaConfig config) {
        return new Builder(config);
    }

    /** {@return uploads of pictures to train on} */
    public Assets assets() {
        return assets;
    }

    /** {@return trainings} */
    public Trainings trainings() {
        return trainings;
    }

    /** {@return drawings} */
    public Images images() {
        return images;
    }

    /** {@return models} */
    public Models models() {
        return models;
    }

    /**
     * Closes the gateway without waiting: what runs, and what is subscribed to later, ends in
     * {@link io.github.novitagateway.error.NovitaException.GatewayClosedException}; connections are closed in the
     * background. Trainings and drawings go on at the service. Closing again does nothing.
     */
    @Override
    public void close() {
        lifecycle.close();
        connections.dispose();
    }

    /** {@return a Mono that on subscription closes the gateway and completes when its connections are closed} */
    public Mono<Void> closeLater() {
        return Mono.defer(() -> {
            lifecycle.close();
            return connections.disposeLater();
        });
    }

    /** Takes what differs from the defaults. */
    public static final class Builder {

        private final NovitaConfig config;
        private UnaryOperator<HttpClient> httpClient = client -> client;
        private Scheduler scheduler = Schedulers.parallel();
        private PollingPolicy trainingPolling = PollingPolicy.paced();
        private PollingPolicy imagePolling =
                PollingPolicy.exponential(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5));
        private JsonCodec codec = JsonCodec.lenient();

        private Builder(NovitaConfig config) {
            this.config = Objects.requireNonNull(config, "config");
        }

        /**
         * Adapts the HTTP client: TLS, proxy, resolver, metrics, event loops. It is applied to each client that the
         * gateway makes, so that the pools stay the gateway's own: one with kept-alive connections to the API host, one
         * for paid requests whose connections carry a single request, one without the key for storage and results.
         *
         * <p>Redirects and retries are the gateway's and cannot be switched on here. Of headers set here, none reaches
         * storage and result hosts. A client of the caller's own, returned in place of the given one, works too: its
         * pool is then used for all, also for paid requests, and is not disposed of.
         *
         * @param customization gets a client with the gateway's pool, gives the one to use
         * @return this builder
         */
        public Builder httpClient(UnaryOperator<HttpClient> customization) {
            this.httpClient = Objects.requireNonNull(customization, "customization");
            return this;
        }

        /**
         * Sets where time comes from: delays, deadlines, clocks. A test passes a virtual one.
         *
         * @param scheduler default: the parallel scheduler
         * @return this builder
         */
        public Builder scheduler(Scheduler scheduler) {
            this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets when trainings are asked for again.
         *
         * @param policy default: {@link PollingPolicy#paced()}
         * @return this builder
         */
        public Builder trainingPolling(PollingPolicy policy) {
            this.trainingPolling = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets when drawings are asked for again.
         *
         * @param policy default: exponential, 1 s by 1.5 up to 5 s
         * @return this builder
         */
        public Builder imagePolling(PollingPolicy policy) {
            this.imagePolling = Objects.requireNonNull(policy, "policy");
            return this;
        }

        Builder codec(JsonCodec codec) {
            this.codec = codec;
            return this;
        }

        /** {@return the gateway; nothing is sent yet} */
        public NovitaGateway build() {
            return new NovitaGateway(this);
        }
    }
}
