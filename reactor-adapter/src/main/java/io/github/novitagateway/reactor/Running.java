package io.github.novitagateway.reactor;

import java.lang.System.Logger.Level;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Operations under way, the oldest first, each of which can be ended from outside. Being in this list is what makes an
 * operation open: whoever takes it out may end it, by an outcome of its own or by one from outside.
 */
final class Running {

    private static final System.Logger LOG = System.getLogger(NovitaGateway.class.getName());

    private final LongSupplier clock;
    private final Runnable enlisted;

    /** Made once, since a name is made with it. It holds for values of any type: none is ever looked at. */
    private final Function<? super Publisher<Object>, ? extends Publisher<Object>> enlisting =
            Operators.lift((source, actual) -> begin(actual));

    private @Nullable Operation oldest;
    private @Nullable Operation newest;
    private @Nullable Supplier<? extends Throwable> closed;

    /**
     * A list that is empty.
     *
     * @param clock tells when an operation begins
     * @param enlisted is run when one has come into the list
     */
    Running(LongSupplier clock, Runnable enlisted) {
        this.clock = clock;
        this.enlisted = enlisted;
    }

    /** The operation, in this list from its subscription to its end. */
    @SuppressWarnings("unchecked")
    <T> Mono<T> enlist(Mono<T> operation) {
        return (Mono<T>) ((Mono<Object>) operation).transform(enlisting);
    }

    private CoreSubscriber<Object> begin(CoreSubscriber<? super Object> actual) {
        Operation begun = new Operation(actual, clock.getAsLong());
        actual.onSubscribe(begun);
        add(begun);
        enlisted.run();
        return begun;
    }

    /** Ends all operations, and each that comes later. */
    void close(Supplier<? extends Throwable> reason) {
        synchronized (this) {
            closed = reason;
        }
        end(Long.MAX_VALUE, reason);
    }

    /** Ends the operations that began before the moment or at it. */
    void end(long moment, Supplier<? extends Throwable> reason) {
        for (Operation late = take(moment); late != null; late = take(moment)) {
            try {
                late.end(reason.get());
            } catch (RuntimeException thrown) { // by a subscriber: the others must end too
                LOG.log(Level.WARNING, "a subscriber that was told of the end has thrown", thrown);
            }
        }
    }

    /** {@return when the oldest operation began; the moment given when there is none} */
    synchronized long oldest(long otherwise) {
        return oldest == null ? otherwise : oldest.begun;
    }

    private synchronized @Nullable Operation take(long moment) {
        Operation first = oldest;
        if (first == null || first.begun > moment) {
            return null;
        }
        remove(first);
        return first;
    }

    private void add(Operation begun) {
        Supplier<? extends Throwable> reason;
        synchronized (this) {
            reason = closed;
            if (reason == null && !begun.isOver()) {
                begun.before = newest;
                begun.listed = true;
                if (newest == null) {
                    oldest = begun;
                } else {
                    newest.after = begun;
                }
                newest = begun;
            }
        }
        if (reason != null) {
            begun.end(reason.get());
        }
    }

    private synchronized boolean remove(Operation over) {
        if (!over.listed) {
            return false;
        }
        over.listed = false;
        if (over.before == null) {
            oldest = over.after;
        } else {
            over.before.after = over.after;
        }
        if (over.after == null) {
            newest = over.before;
        } else {
            over.after.before = over.before;
        }
        over.before = null;
        over.after = null;
        return true;
    }

    private final class Operation extends Operators.DeferredSubscription implements CoreSubscriber<Object> {

        private final CoreSubscriber<? super Object> actual;
        private final Context context;
        private final long begun;
        private @Nullable Operation before;
        private @Nullable Operation after;
        private boolean listed;
        private boolean answered;

        Operation(CoreSubscriber<? super Object> actual, long begun) {
            this.actual = actual;
            this.context = actual.currentContext();
            this.begun = begun;
        }

        @Override
        public void onSubscribe(Subscription operation) {
            set(operation);
        }

        @Override
        public void onNext(Object value) {
            if (remove(this)) {
                answered = true;
                actual.onNext(value);
            } else {
                Operators.onDiscard(value, currentContext());
            }
        }

        /** A failure that meets a cancellation, or an end from outside, is nobody's: to drop it would alarm the log. */
        @Override
        public void onError(Throwable failure) {
            if (answered || remove(this)) {
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (answered || remove(this)) {
                actual.onComplete();
            }
        }

        @Override
        public void cancel() {
            super.cancel();
            remove(this);
        }

        @Override
        public Context currentContext() {
            return context;
        }

        boolean isOver() {
            return isCancelled();
        }

        void end(Throwable reason) {
            super.cancel();
            actual.onError(reason);
        }
    }
}
