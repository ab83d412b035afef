package io.github.novitagateway.reactor;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The permits of all who share one key. The gateway takes them before it sends; whoever finds none stands in a line of
 * the gateway's until there are some. {@link LocalQuota} keeps them in memory, for one process.
 *
 * <p>An implementation fails a Mono where it cannot tell: then the request is not sent, and ends in
 * {@link io.github.novitagateway.error.NovitaException.NotSentException}.
 */
public interface Quota {

    /** {@return what it allows, and how long the gateway waits for it} */
    QuotaLimits limits();

    /**
     * Takes permits, or tells when to ask again.
     *
     * @param pool that is limited
     * @param permits how many, at most the pool's burst
     * @return zero when they are taken; otherwise none is, and there can be so many after this time
     */
    Mono<Duration> take(Pool pool, int permits);

    /**
     * Gives back what was taken for a request that was surely not sent.
     *
     * @param pool that is limited
     * @param permits how many
     * @return completes when others can have them
     */
    Mono<Void> giveBack(Pool pool, int permits);

    /**
     * The service has answered 429: it counts more than we do, so there are no permits for a while.
     *
     * @param pool that is limited
     * @param retryAfter what the service asks to wait; zero when it does not say, then those that are there are gone
     * @return completes when all who share the key know
     */
    Mono<Void> throttled(Pool pool, Duration retryAfter);
}
