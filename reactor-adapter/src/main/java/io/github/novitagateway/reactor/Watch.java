package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;

/**
 * One subscriber's view of a shared poller: its own deadline and stage limits from the moment of subscription, the
 * latest state when it is slow, and the terminal one always. The poller tells it what happens under its lock; what
 * becomes of that goes to the subscriber by {@link #drain}, outside.
 */
@SuppressWarnings("rawtypes") // of Reactor's updaters and attributes
final class Watch<S extends TaskSnapshot> implements Subscription, Scannable {

    private static final AtomicLongFieldUpdater<Watch> DEMAND =
            AtomicLongFieldUpdater.newUpdater(Watch.class, "demand");

    private final CoreSubscriber<? super S> subscriber;
    private final WatchLimits limits;
    private final Limit deadline;
    private final AtomicReference<@Nullable S> latest = new AtomicReference<>();
    private final AtomicInteger drains = new AtomicInteger();
    private volatile @Nullable Poller<S> poller;
    private @Nullable Enum<?> stage;
    private @Nullable Limit stageLimit;
    private volatile long demand;
    private volatile boolean over;
    private volatile boolean gone;
    private @Nullable Throwable failure;

    Watch(CoreSubscriber<? super S> subscriber, WatchLimits limits, Pace pace) {
        this.subscriber = subscriber;
        this.limits = limits;
        this.deadline = new Limit(limits.deadline(), null, pace);
    }

    CoreSubscriber<? super S> subscriber() {
        return subscriber;
    }

    void follow(Poller<S> joined) {
        poller = joined;
    }

    /** Whether the poller has ended it. */
    boolean isOver() {
        return over;
    }

    /** Whether its subscriber has had enough. */
    boolean isGone() {
        return gone;
    }

    void see(S snapshot, Pace pace) {
        latest.set(snapshot);
        if (snapshot.stage() != stage) {
            stage = snapshot.stage();
            Duration span = Limit.span(stage, limits);
            stageLimit = span == null ? null : new Limit(span, stage, pace);
        }
    }

    /** When the next of its limits is due. */
    long due() {
        Limit second = stageLimit;
        return second != null && second.due() - deadline.due() < 0 ? second.due() : deadline.due();
    }

    /** The limit that is over. */
    @Nullable
    Limit exceeded(Pace pace) {
        return first(limit -> limit.isOver(pace));
    }

    /** The limit that waited for a look which says that the task goes on. */
    @Nullable
    Limit outlasted() {
        return first(Limit::awaitsLastLook);
    }

    private @Nullable Limit first(Predicate<Limit> condition) {
        if (condition.test(deadline)) {
            return deadline;
        }
        Limit second = stageLimit;
        return second != null && condition.test(second) ? second : null;
    }

    /** Nothing comes after this. */
    void end(@Nullable Throwable reason) {
        failure = reason;
        over = true;
    }

    void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int heard = 1;
        do {
            emit();
            heard = drains.addAndGet(-heard);
        } while (heard != 0);
    }

    /** The latest state if it is asked for, then the end: a good one after that state, a bad one at once. */
    private void emit() {
        boolean ends = over; // before the state: the last one is there when the end is
        if (demand != 0 && !gone) {
            emitLatest();
        }
        if (gone) {
            latest.set(null);
        } else if (ends && (failure != null || latest.get() == null)) {
            gone = true;
            latest.set(null);
            tellEnd();
        }
    }

    private void emitLatest() {
        S snapshot = latest.getAndSet(null);
        if (snapshot != null) {
            subscriber.onNext(snapshot);
            Operators.produced(DEMAND, this, 1);
        }
    }

    private void tellEnd() {
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    @Override
    public void request(long more) {
        if (Operators.validate(more)) {
            Operators.addCap(DEMAND, this, more);
            drain();
        }
    }

    @Override
    public void cancel() {
        gone = true;
        drain();
        Poller<S> joined = poller;
        if (joined != null) {
            joined.leave(this);
        }
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.ACTUAL) {
            return subscriber;
        }
        if (key == Attr.REQUESTED_FROM_DOWNSTREAM) {
            return demand;
        }
        if (key == Attr.TERMINATED) {
            return over && gone;
        }
        if (key == Attr.CANCELLED) {
            return gone && !over;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
