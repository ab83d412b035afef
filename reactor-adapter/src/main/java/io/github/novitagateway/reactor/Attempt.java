package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TransportException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * One try of one request: knows whether the request has begun to be written.
 *
 * <p>The caller that gives up and the event loop that starts to write race for {@link #phase}, so that a request which
 * was reported as not sent can never be written afterwards.
 */
final class Attempt {

    private enum Phase {
        WAITING,
        WRITING,
        ABANDONED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final BooleanSupplier tooLate;
    private volatile int status;

    Attempt() {
        this(() -> false);
    }

    /** @param tooLate whether it has waited so long that it should not be written any more */
    Attempt(BooleanSupplier tooLate) {
        this.tooLate = tooLate;
    }

    /** Lets the body go out, unless this attempt was given up in the meantime. */
    Publisher<Void> write(NettyOutbound outbound, Function<NettyOutbound, Publisher<Void>> body) {
        if (tooLate.getAsBoolean()) {
            giveUp();
        }
        return phase.compareAndSet(Phase.WAITING, Phase.WRITING)
                ? body.apply(outbound)
                : Mono.error(new IllegalStateException("given up before it was written"));
    }

    /** The head of an answer has come. */
    void answered(int code) {
        status = code;
    }

    /** The status of the answer; 0 as long as none has come. */
    int status() {
        return status;
    }

    /** Whether the request was surely not written, and now never will be. */
    boolean giveUp() {
        phase.compareAndSet(Phase.WAITING, Phase.ABANDONED);
        return phase.get() == Phase.ABANDONED;
    }

    /** Bounds the whole of a transfer, by a timer of its own. */
    <T> Mono<T> bound(Mono<T> exchange, Duration limit, Scheduler scheduler) {
        return told(QuietCancel.of(exchange).timeout(limit, scheduler), limit);
    }

    /** Bounds the whole of a call. */
    <T> Mono<T> bound(Mono<T> exchange, TimeLimit limit) {
        return told(limit.bound(QuietCancel.of(exchange)), limit.limit());
    }

    /**
     * Turns every failure below HTTP into the gateway's own errors. An answer that meets a cancellation is discarded by
     * Reactor Netty with its connection, whose content would never be released.
     */
    private <T> Mono<T> told(Mono<T> exchange, Duration limit) {
        return exchange.doOnDiscard(Connection.class, Connection::dispose)
                .onErrorMap(failure -> !(failure instanceof NovitaException), failure -> translate(failure, limit));
    }

    private NovitaException translate(Throwable failure, Duration limit) {
        boolean written = !giveUp();
        if (!written && failure instanceof PoolAcquirePendingLimitException full) {
            String bound = "pendingAcquireMaxCount, " + full.getAcquirePendingLimit();
            return new NotSentException("more requests would wait for a connection than " + bound, true, failure);
        }
        if (!written && failure instanceof PoolAcquireTimeoutException late) {
            String bound = "pendingAcquireTimeout, " + late.getAcquireTimeout();
            return new NotSentException("no connection has become free within " + bound, true, failure);
        }
        String sent = written ? "after the request was sent" : "before the request was sent";
        return new TransportException(what(failure, limit) + ", " + sent, written, failure);
    }

    /** In words of our own: the transport's can quote addresses. */
    private static String what(Throwable failure, Duration limit) {
        if (failure instanceof TimeoutException) {
            return "no complete answer within " + limit;
        }
        if (failure instanceof UnknownHostException) {
            return "the host was not found";
        }
        if (failure instanceof ConnectException) {
            return "the host could not be connected to";
        }
        return failure instanceof SSLException
                ? "the host could not be trusted (TLS)"
                : "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }
}
