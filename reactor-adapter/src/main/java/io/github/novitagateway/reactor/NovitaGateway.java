package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Budget;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.BudgetGuard.Purse;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
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
 * NovitaGateway novita = NovitaGateway.create(NovitaConfig.builder(ApiKey.fromEnvironment()).build());
 * Flux<TrainingEvent> events = novita.trainings().run(request, pictures); // nothing happens before it is subscribed to
 * }</pre>
 *
 * <p>Close it when the application ends: what still runs ends in an error then.
 */
public final class NovitaGateway implements AutoCloseable {

    private static final int LONGEST_EVENT = 1 << 20;

    private final Builder settings;
    private final GatewayLifecycle lifecycle;
    private final Connections.Pools pools;
    private final Connections connections;
    private final Agenda agenda;
    private final QuotaLines quota;
    private final Assets assets;
    private final Trainings trainings;
    private final Images images;
    private final Models models;
    private final Account account;
    private final ReadinessCheck readiness;

    private NovitaGateway(
            Builder settings,
            Connections.Pools pools,
            Connections connections,
            GatewayLifecycle lifecycle,
            Agenda agenda,
            QuotaLines quota) {
        this.settings = settings;
        this.pools = pools;
        this.connections = connections;
        this.lifecycle = lifecycle;
        NovitaConfig config = settings.config;
        this.agenda = agenda;
        this.quota = quota;
        Pace pace = agenda.pace();
        Observed observed = settings.observed;
        ApiExchange exchange = new ApiExchange(config, connections, settings.codec, lifecycle, pace, observed);
        Download downloads = new Download(config, connections, lifecycle, pace, observed);
        Notes notes = new Notes(settings.journal, pace);
        PresignedPut storage = new PresignedPut(config, connections, lifecycle, pace, observed);
        assets = new Assets(exchange, storage, notes, quota, config, lifecycle);
        account = new Account(exchange);
        PaidRequests paid = new PaidRequests(exchange, config, notes, quota, settings.guard(account), lifecycle, pace);
        trainings = new Trainings(
                exchange, paid, notes, assets, config, settings.trainingPolling, lifecycle, agenda, observed);
        images = new Images(exchange, paid, notes, downloads, config, settings.imagePolling, agenda, observed);
        models = new Models(exchange, downloads, config, lifecycle);
        readiness = new ReadinessCheck(exchange, account);
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

    /** {@return the account that the key belongs to} */
    public Account account() {
        return account;
    }

    /**
     * Looks whether the way is free before money is spent: the key, the balance, and whether each route is there. It
     * can start nothing: drawing routes and the upload slot get an empty body, which a route that is there turns down;
     * status routes are asked for a task that cannot be. Free of charge; the balance is asked for as by
     * {@link Account#balance}, then each route once, a few at a time. Cancelling stops the asking.
     *
     * @return what was found, in the order of {@link Finding.Subject}; a refused key is the only finding then. Failures
     *     of the service are findings, not errors
     */
    public Flux<Finding> check() {
        return readiness.findings();
    }

    /**
     * Reads what the service posted to a webhook. Nothing is sent. The service signs nothing: take the event for a
     * hint, and have it confirmed by {@link Images#confirm} before acting on it. Docs: model-apis-webhook.
     *
     * @param body the body of the request, as it came; at most 1 MiB
     * @return the event; one of a type that is not documented tells its type alone
     * @throws io.github.novitagateway.error.NovitaException.MalformedResponseException if it is no event: longer than
     *     any, no JSON, without a type, or the end of a task that it does not name
     */
    public TaskEvent parseEvent(byte[] body) {
        if (Objects.requireNonNull(body, "body").length > LONGEST_EVENT) {
            throw new MalformedResponseException(
                    "the event is longer than " + LONGEST_EVENT + " bytes: " + body.length, null);
        }
        JsonCodec codec = settings.codec;
        return ReplyMapping.event(
                codec.read(body, Replies.Event.class),
                payload -> codec.read(payload, Replies.TaskResult.class),
                agenda.pace().now());
    }

    /**
     * A gateway with other settings over the same connections: for a call that needs more time, say. It has pollers of
     * its own; for the quota it stands in the same lines. Closing either closes both.
     *
     * <p>Where its time to connect in is another, or its {@code foreignHosts}, it has a pool of connections of its own
     * to each host that it talks to, which stays until both are closed: make such a gateway once, not for each call.
     *
     * @param change gets a builder with this gateway's settings, gives the one to use
     * @return the other gateway; nothing is sent yet
     */
    public NovitaGateway with(UnaryOperator<NovitaConfig.Builder> change) {
        Objects.requireNonNull(change, "change");
        NovitaConfig config = change.apply(settings.config.toBuilder()).build();
        return new NovitaGateway(
                new Builder(config, settings), pools, connections.with(config), lifecycle, agenda, quota);
    }

    /**
     * Closes the gateway without waiting: what runs, and what is subscribed to later, ends in
     * {@link io.github.novitagateway.error.NovitaException.GatewayClosedException}, a paid request that was on its way
     * in {@link io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException}; connections are closed in
     * the background. Trainings and drawings go on at the service. Closing again does nothing.
     */
    @Override
    public void close() {
        lifecycle.close();
        pools.dispose();
    }

    /**
     * Closes the connections and leaves the gateway open: for an application that pauses, and whose event loops end.
     * What begins later makes connections anew; what waits for one fails before it is sent, which is transient.
     *
     * @return a Mono that on subscription closes the connections that are idle, and completes then; others are closed
     *     at the end of their requests
     */
    public Mono<Void> closeConnections() {
        return pools.disposeLater();
    }

    /** {@return a Mono that on subscription closes the gateway and completes when its connections are closed} */
    public Mono<Void> closeLater() {
        return Mono.defer(() -> {
            lifecycle.close();
            return closeConnections();
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
        private @Nullable TaskJournal journal;
        private @Nullable Quota quota;
        private @Nullable Purse purse;
        private Observed observed = Observed.NOT;
        private boolean connectionMetrics;

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
         * pool is then used for all, also for paid requests, and is not disposed of. A proxy finds the addresses of
         * storage and result hosts itself, past the rules of {@link io.github.novitagateway.config.ForeignHosts}.
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

        /**
         * Sets where paid requests and stored pictures are remembered over restarts. It stays the caller's: the gateway
         * does not close it.
         *
         * @param journal default: none
         * @return this builder
         */
        public Builder journal(TaskJournal journal) {
            this.journal = Objects.requireNonNull(journal, "journal");
            return this;
        }

        /**
         * Sets a quota: paid requests and upload slots wait in line until there are permits for them, first come, first
         * served, and a paid request is noted in the journal when it has its own. What waits longer than the quota says
         * ends in {@link io.github.novitagateway.error.NovitaException.NotSentException}, which is not transient then.
         * A request that is cancelled or fails before it is written gives its permits back.
         *
         * @param quota default: none; {@link LocalQuota} for one process
         * @return this builder
         */
        public Builder quota(Quota quota) {
            this.quota = Objects.requireNonNull(quota, "quota");
            return this;
        }

        /**
         * Sets how far paid requests may go. Before each of them the balance is asked for, as by
         * {@link Account#balance}; one by which the run would exceed its limit, or the account fall below its floor,
         * ends in {@link io.github.novitagateway.error.NovitaException.NotSentException}, not transient, and so does
         * one whose price cannot be told. If the balance cannot be asked for, nothing is sent.
         *
         * <p>The spending of the run is counted in the journal, so one must be given: from before a request is sent,
         * and given back when it is refused. What may have been paid counts, and is not sent again, whatever
         * {@link io.github.novitagateway.config.RetryPolicy#retryPaidRequests} says. What the service takes off the
         * balance later than it answers is not seen by the floor.
         *
         * @param budget default: none
         * @return this builder
         */
        public Builder budget(Budget budget) {
            this.purse = new Purse(Objects.requireNonNull(budget, "budget"));
            return this;
        }

        private @Nullable BudgetGuard guard(Account account) {
            if (purse == null) {
                return null;
            }
            if (journal == null) {
                throw new IllegalStateException("journal must be given with a budget but was absent");
            }
            return new BudgetGuard(purse, journal, account);
        }

        /**
         * Has calls, uploads, trainings and drawings observed: {@link GatewayObservation} lists what is told. An
         * operation's parent is the observation in the context of its subscriber.
         *
         * @param registry default: none
         * @return this builder
         */
        public Builder observations(ObservationRegistry registry) {
            return observations(registry, null);
        }

        /**
         * The same with names and keys of one's own.
         *
         * @param registry default: none
         * @param convention goes before one of the registry; null for that, or for the names and keys of the enum
         * @return this builder
         */
        public Builder observations(ObservationRegistry registry, @Nullable GatewayObservationConvention convention) {
            this.observed = new Observed(Objects.requireNonNull(registry, "registry"), convention);
            return this;
        }

        /**
         * Tells Micrometer's global registry of the connections: in use, idle, waited for. Without Micrometer on the
         * class path it does nothing.
         *
         * @return this builder
         */
        public Builder connectionMetrics() {
            this.connectionMetrics = true;
            return this;
        }

        private Builder(NovitaConfig config, Builder other) {
            this.config = config;
            this.httpClient = other.httpClient;
            this.scheduler = other.scheduler;
            this.trainingPolling = other.trainingPolling;
            this.imagePolling = other.imagePolling;
            this.codec = other.codec;
            this.journal = other.journal;
            this.quota = other.quota;
            this.purse = other.purse;
            this.observed = other.observed;
        }

        Builder codec(JsonCodec codec) {
            this.codec = codec;
            return this;
        }

        /**
         * Builds the gateway. Reads libraries for up to a second, once in a process.
         *
         * @return the gateway; nothing is sent yet
         * @throws IllegalStateException when there is a budget and no journal
         */
        public NovitaGateway build() {
            Connections.Pools pools = new Connections.Pools(connectionMetrics);
            Connections connections = new Connections(config, pools, httpClient);
            GatewayLifecycle lifecycle = new GatewayLifecycle();
            Pace pace = new Pace(scheduler, () -> ThreadLocalRandom.current().nextDouble());
            return new NovitaGateway(
                    new Builder(config, this),
                    pools,
                    connections,
                    lifecycle,
                    new Agenda(pace, lifecycle),
                    QuotaLines.of(quota, lifecycle, pace, observed));
        }
    }
}
