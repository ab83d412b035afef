package io.github.novitagateway.reactor;

import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * An exchange that can be cancelled whatever has become of its event loop. Reactor Netty cancels in a task of the loop,
 * and throws where an application has ended the loop: whoever cancels, a time limit or a gateway that closes, would not
 * come to say why, nor to the exchanges that are next.
 */
final class QuietCancel implements CoreSubscriber<Object>, Subscription {

    private static final System.Logger LOG = System.getLogger(NovitaGateway.class.getName());

    /** Made once, since a name is made with it. It holds for values of any type: none is ever looked at. */
    private static final Function<? super Publisher<Object>, ? extends Publisher<Object>> QUIETLY =
            Operators.lift((source, actual) -> new QuietCancel(actual));

    private final CoreSubscriber<? super Object> actual;
    private @Nullable Subscription exchange;

    private QuietCancel(CoreSubscriber<? super Object> actual) {
        this.actual = actual;
    }

    @SuppressWarnings("unchecked")
    static <T> Mono<T> of(Mono<T> exchange) {
        return (Mono<T>) ((Mono<Object>) exchange).transform(QUIETLY);
    }

    @SuppressWarnings("unchecked")
    static <T> Flux<T> of(Flux<T> content) {
        return (Flux<T>) ((Flux<Object>) content).transform(QUIETLY);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(exchange, subscription)) {
            exchange = subscription;
            actual.onSubscribe(this);
        }
    }

    @Override
    public void request(long count) {
        if (exchange != null) {
            exchange.request(count);
        }
    }

    @Override
    public void cancel() {
        try {
            if (exchange != null) {
                exchange.cancel();
            }
        } catch (RejectedExecutionException ended) {
            LOG.log(Level.DEBUG, "an event loop has ended before a request on it was cancelled", ended);
        }
    }

    @Override
    public void onNext(Object value) {
        actual.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
        actual.onError(failure);
    }

    @Override
    public void onComplete() {
        actual.onComplete();
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }
}
