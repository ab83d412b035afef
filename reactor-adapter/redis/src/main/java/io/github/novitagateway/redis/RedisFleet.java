package io.github.novitagateway.redis;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One node among all that use the service with one API key and share a Redis: what one of them began, another can go on
 * with when it is gone.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create();
 * RedisFleet fleet = RedisFleet.builder(client, RedisURI.create("rediss://novita:secret@redis.example/"), apiKey).build();
 * NovitaGateway novita = NovitaGateway.builder(config).journal(fleet.journal()).build();
 * }</pre>
 *
 * <p>All keys begin with {@code novita:} and a fingerprint of the API key, never the key: fleets of other keys may use
 * the same Redis and see nothing of each other. TLS and the user of Redis' access control are told by the
 * {@link RedisURI}; the user needs {@code ~novita:* &novita:*} and the commands {@code +@connection +@read +@write
 * +@scripting +@pubsub +time -@dangerous}. Redis should evict nothing: {@code maxmemory-policy noeviction}.
 *
 * <p>A node says that it lives every {@code heartbeat}, from its first use to its end. The client stays the caller's:
 * close the gateway first, then the fleet, then the client.
 */
public final class RedisFleet implements AutoCloseable {

    private static final Duration KEEP_STATUSES = Duration.ofDays(1);

    private final RedisLink redis;
    private final FleetSettings settings;
    private final Holding paid;
    private final RedisTaskJournal journal;
    private final Board board;
    private final Disposable heartbeat;
    private @Nullable CompletionStage<?> closing;

    private RedisFleet(RedisClient client, RedisURI uri, FleetSettings settings) {
        this.settings = settings;
        this.redis = new RedisLink(client, uri, settings.timeout(), settings.scheduler());
        this.paid = new Holding(redis, settings.keys().of("paid"), settings);
        this.journal = new RedisTaskJournal(redis, settings, paid);
        this.board = new Board(redis, new Post(redis, client, uri, settings), settings);
        this.heartbeat = settings.scheduler()
                .schedulePeriodically(
                        paid::renew,
                        settings.heartbeat().toMillis(),
                        settings.heartbeat().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a node with the defaults.
     *
     * @param client the caller's; it must reconnect by itself, as it does by default
     * @param uri where Redis is, with TLS and user where it has them
     * @param apiKey that all gateways of the fleet use; it is sent to Redis as a fingerprint alone
     * @return a builder
     */
    public static Builder builder(RedisClient client, RedisURI uri, ApiKey apiKey) {
        return new Builder(client, uri, apiKey);
    }

    /** {@return the journal of all nodes, to be given to the gateway's builder} */
    public RedisTaskJournal journal() {
        return journal;
    }

    /**
     * The quota of all nodes, to be given to the gateway's builder. While Redis is away nobody gets permits, and who
     * waits does so until Redis is back, or for {@code longestWait}.
     *
     * @param limits of the API key, the same for all nodes
     * @return the quota
     */
    public RedisQuota quota(QuotaLimits limits) {
        return RedisQuota.waiting(redis, settings.keys(), limits);
    }

    /**
     * The same for those who would rather go on while Redis is away: each node by its share of the rate then. It needs
     * {@code com.bucket4j:bucket4j_jdk17-core} on the class path.
     *
     * @param limits of the API key, the same for all nodes
     * @param nodes by which the rate is divided, 1..10,000: as many as there are at most
     * @return the quota
     */
    public RedisQuota quota(QuotaLimits limits, int nodes) {
        return RedisQuota.sharing(redis, settings.keys(), limits, nodes, settings.scheduler());
    }

    /**
     * Watches that all nodes share. One for a gateway is enough: what it does for others it does once.
     *
     * @param novita asks the service; it must use the fleet's API key
     * @return the watches; nothing is asked yet
     */
    public RedisWatches watches(NovitaGateway novita) {
        return new RedisWatches(Objects.requireNonNull(novita, "novita"), board);
    }

    /**
     * How the keys of a fleet begin, for what an application keeps beside them in the same slot of a cluster.
     *
     * @param apiKey that all gateways of the fleet use
     * @return {@code novita:}, a fingerprint of the API key in braces, and a colon
     */
    public static String keyPrefix(ApiKey apiKey) {
        return Keys.of(apiKey).prefix();
    }

    /**
     * The same of a fleet that names its account.
     *
     * @param account as {@link Builder#account} got it
     * @return {@code novita:}, a fingerprint of the name in braces, and a colon
     */
    public static String keyPrefix(String account) {
        return Keys.ofAccount(account).prefix();
    }

    /** {@return the name of this node among all} */
    public String node() {
        return settings.node();
    }

    /**
     * Hands back what this node holds, so that others need not wait to take it over, and gives up its connections,
     * without waiting. What is asked later ends in an error. Closing again does nothing.
     */
    @Override
    public void close() {
        closing();
    }

    /** {@return a Mono that on subscription closes the fleet and completes when that is done} */
    public Mono<Void> closeLater() {
        return Mono.fromFuture(() -> closing().toCompletableFuture(), true)
                .publishOn(settings.scheduler())
                .then();
    }

    private synchronized CompletionStage<?> closing() {
        if (closing == null) {
            heartbeat.dispose();
            redis.end();
            CompletionStage<?> rightToWalk = board.right().holding().handBack();
            closing = paid.handBack().thenCompose(done -> rightToWalk).thenCompose(done -> redis.close());
        }
        return closing;
    }

    /** {@return name of the node and beginning of its keys} */
    @Override
    public String toString() {
        return "RedisFleet[" + settings.keys().prefix() + ", node " + settings.node() + "]";
    }

    /** Takes what differs from the defaults. */
    public static final class Builder {

        private final RedisClient client;
        private final RedisURI uri;
        private Keys keys;
        private String node = randomName();
        private Duration heartbeat = Duration.ofSeconds(5);
        private Duration takeOverAfter = Duration.ofSeconds(30);
        private Duration timeout = Duration.ofSeconds(5);
        private Duration uploadsGoodFor = TaskJournal.UPLOADS_GOOD_FOR;
        private Duration keepFinished = TaskJournal.KEEP_FINISHED;
        private Duration sweepInterval = Duration.ofSeconds(5);
        private Scheduler scheduler = Schedulers.parallel();
        private InstantSource clock = InstantSource.system();

        private Builder(RedisClient client, RedisURI uri, ApiKey apiKey) {
            this.client = Objects.requireNonNull(client, "client");
            this.uri = Objects.requireNonNull(uri, "uri");
            this.keys = Keys.of(Objects.requireNonNull(apiKey, "apiKey"));
        }

        private static String randomName() {
            byte[] random = new byte[8];
            ThreadLocalRandom.current().nextBytes(random);
            return HexFormat.of().formatHex(random);
        }

        /**
         * Names the account, so that what is kept outlives its API key: without a name, whoever comes with another key
         * of the account finds neither tasks nor what a run has spent, nor shares a quota. All nodes of the fleet must
         * give the same.
         *
         * @param value one line, such as {@code studio}; default: the API key stands for its account
         * @return this builder
         */
        public Builder account(String value) {
            this.keys = Keys.ofAccount(value);
            return this;
        }

        /**
         * Names this node, so that it has again what it held when it comes back under that name, without waiting.
         *
         * @param value one line, of no other node that lives; default: random
         * @return this builder
         */
        public Builder node(String value) {
            this.node = Require.label("node", value);
            return this;
        }

        /**
         * Sets how often the node says that it lives.
         *
         * @param value above 0, at most a third of {@code takeOverAfter}; default: 5 s
         * @return this builder
         */
        public Builder heartbeat(Duration value) {
            this.heartbeat = Require.positive("heartbeat", value);
            return this;
        }

        /**
         * Sets for how long a node must have given no sign of life for others to take over what it held.
         *
         * @param value above 0; default: 30 s
         * @return this builder
         */
        public Builder takeOverAfter(Duration value) {
            this.takeOverAfter = Require.positive("takeOverAfter", value);
            return this;
        }

        /**
         * Sets how long an answer of Redis is waited for, its connecting included.
         *
         * @param value above 0; default: 5 s
         * @return this builder
         */
        public Builder timeout(Duration value) {
            this.timeout = Require.positive("timeout", value);
            return this;
        }

        /**
         * Sets how long a stored picture may be relied on.
         *
         * @param value above 0; default: 24 h
         * @return this builder
         */
        public Builder uploadsGoodFor(Duration value) {
            this.uploadsGoodFor = Require.positive("uploadsGoodFor", value);
            return this;
        }

        /**
         * Sets how long it is remembered that a task has ended, so that a late entry does not begin it anew.
         *
         * @param value above 0; default: 7 days
         * @return this builder
         */
        public Builder keepFinished(Duration value) {
            this.keepFinished = Require.positive("keepFinished", value);
            return this;
        }

        /**
         * Sets the time from one walk of the list of trainings to the next, which one node does for all.
         *
         * @param value above 0; default: 5 s
         * @return this builder
         */
        public Builder sweepInterval(Duration value) {
            this.sweepInterval = Require.positive("sweepInterval", value);
            return this;
        }

        /**
         * Sets where time passes and answers arrive. It should be the gateway's.
         *
         * @param value default: {@link Schedulers#parallel()}
         * @return this builder
         */
        public Builder scheduler(Scheduler value) {
            this.scheduler = Objects.requireNonNull(value, "scheduler");
            return this;
        }

        /**
         * Sets the clock against which pictures grow old. It should be the one of the gateway's scheduler.
         *
         * @param value default: the system's
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Makes the node. Nothing is connected yet.
         *
         * @return the node
         * @throws IllegalArgumentException when {@code heartbeat} is more than a third of {@code takeOverAfter}
         */
        public RedisFleet build() {
            if (heartbeat.multipliedBy(3).compareTo(takeOverAfter) > 0) {
                throw new IllegalArgumentException("heartbeat must be at most a third of takeOverAfter, "
                        + takeOverAfter + ", but was " + heartbeat);
            }
            return new RedisFleet(
                    client,
                    uri,
                    new FleetSettings(
                            keys,
                            node,
                            heartbeat,
                            takeOverAfter,
                            timeout,
                            uploadsGoodFor,
                            keepFinished,
                            KEEP_STATUSES,
                            sweepInterval,
                            scheduler,
                            clock));
        }
    }
}
