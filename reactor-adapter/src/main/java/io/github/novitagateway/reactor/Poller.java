package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/**
 * Asks for one task, for all who watch it: at rest until the next look is due, in line for its turn, asking, and
 * stopped for good with its last watch. What happens is settled under its lock, and told to the watches outside.
 */
final class Poller<S extends TaskSnapshot> extends Agenda.Appointment {

    private enum State {
        AT_REST,
        IN_LINE,
        ASKING,
        STOPPED
    }

    private final TaskPoller<S> all;
    private final TaskId id;
    private final @Nullable PollerTrace trace;
    private final Mono<S> question;
    private final Schedule<S> schedule;
    private final Audience<S> audience = new Audience<>();
    private State state = State.AT_REST;
    private @Nullable Look look;
    private boolean beginsInLine;
    private long nextLook;

    Poller(TaskPoller<S> all, TaskId id) {
        this.all = all;
        this.id = id;
        this.trace = all.observed.poller(id);
        this.question = trace == null ? all.ask.apply(id) : trace.within(all.ask.apply(id));
        this.schedule = new Schedule<>(all.policy.start(), all.pace);
    }

    /**
     * Takes in one more, unless it has stopped.
     *
     * @param firstWait before the first look, if that is not to be taken at once
     */
    boolean join(Watch<S> watch, @Nullable Duration firstWait) {
        synchronized (this) {
            if (state == State.STOPPED) {
                return false;
            }
            if (!schedule.hasBegun()) {
                planFirstLook(firstWait, audience.isEmpty());
            }
            audience.add(watch);
            watch.follow(this);
            S known = schedule.snapshot();
            if (known != null) {
                watch.see(known, all.pace);
            }
        }
        watch.drain();
        if (watch.isGone()) {
            leave(watch);
        } else {
            wake();
        }
        return true;
    }

    private void planFirstLook(@Nullable Duration wait, boolean isNew) {
        if (wait == null && !beginsInLine) {
            long beginning = all.turns.beginning();
            nextLook = isNew || beginning - nextLook < 0 ? beginning : nextLook;
            beginsInLine = true;
        } else if (wait != null && isNew) {
            nextLook = all.pace.nanos() + Pace.nanos(wait);
        }
    }

    void leave(Watch<S> watch) {
        synchronized (this) {
            audience.remove(watch);
            stopIfAlone();
        }
        tell(List.of());
    }

    @Override
    void wake() {
        try {
            List<Watch<S>> ended;
            boolean asks;
            synchronized (this) {
                ended = audience.end(watch -> watch.exceeded(all.pace), limit -> schedule.timeout(id, limit));
                stopIfAlone();
                asks = state == State.AT_REST && nextLook - all.pace.nanos() <= 0;
                state = asks ? State.IN_LINE : state;
                plan();
            }
            tell(ended);
            if (asks) {
                all.turns.take(this);
            }
        } catch (RuntimeException defect) {
            end(defect);
        }
    }

    @Override
    void slept(long unnoticed) {
        synchronized (this) {
            if (state == State.AT_REST) {
                nextLook -= unnoticed;
                nextLook = nextLook - all.pace.nanos() <= 0 ? all.turns.beginning() : nextLook;
            }
        }
        wake();
    }

    private void plan() {
        if (state != State.STOPPED) {
            long limit = audience.due();
            all.agenda.set(this, state == State.AT_REST && nextLook - limit < 0 ? nextLook : limit);
        }
    }

    /** Its turn has come. */
    void ask() {
        Look asking = asking();
        if (asking == null) {
            all.turns.giveBack();
            return;
        }
        try {
            question.subscribe(asking);
        } catch (Throwable defect) {
            Exceptions.throwIfJvmFatal(defect);
            asking.stop();
            end(defect);
        }
    }

    private synchronized @Nullable Look asking() {
        if (state != State.IN_LINE) {
            return null;
        }
        schedule.begin();
        state = State.ASKING;
        look = new Look(audience.first());
        return look;
    }

    /** One request. It counts as under way until it has ended in any way. */
    private final class Look extends BaseSubscriber<S> {

        private final Watch<S> first;
        private final AtomicBoolean over = new AtomicBoolean();

        private Look(Watch<S> first) {
            this.first = first;
        }

        @Override
        public Context currentContext() {
            return first.subscriber().currentContext();
        }

        @Override
        protected void hookOnNext(S answer) {
            seen(schedule.observed(answer, all.observedFor));
        }

        @Override
        protected void hookOnComplete() {
            rest();
        }

        @Override
        protected void hookOnError(Throwable reason) {
            if (schedule.outlives(reason)) {
                rest();
            } else {
                end(reason);
            }
        }

        @Override
        protected void hookFinally(SignalType type) {
            giveBack();
        }

        /** One that has not begun yet has no end that anybody tells. */
        void stop() {
            cancel();
            giveBack();
        }

        private void giveBack() {
            if (over.compareAndSet(false, true)) {
                all.turns.giveBack();
            }
        }
    }

    private void seen(S found) {
        List<Watch<S>> told;
        synchronized (this) {
            look = null;
            schedule.seen(found);
            told = audience.see(found, all.pace);
            if (found.terminal()) {
                audience.endAll(null);
            } else {
                audience.end(Watch::outlasted, limit -> schedule.timeout(id, limit));
            }
            stopIfAlone();
        }
        tell(told);
    }

    private void rest() {
        try {
            if (isAsking()) {
                rest(schedule.nextWait());
            }
        } catch (RuntimeException defect) {
            end(defect);
        }
    }

    private synchronized boolean isAsking() {
        return state == State.ASKING;
    }

    private synchronized void rest(long wait) {
        if (state == State.ASKING) {
            look = null;
            state = State.AT_REST;
            nextLook = all.pace.nanos() + wait;
            plan();
        }
    }

    @Override
    void end(Throwable reason) {
        List<Watch<S>> told;
        synchronized (this) {
            told = audience.endAll(reason);
            stopIfAlone();
        }
        if (trace != null) {
            trace.fail(reason);
        }
        tell(told);
    }

    private void stopIfAlone() {
        if (state != State.STOPPED && audience.isEmpty()) {
            state = State.STOPPED;
            all.agenda.cancel(this);
            all.running.remove(id, this);
            if (beginsInLine && !schedule.hasBegun()) {
                all.turns.beginningNotUsed();
            }
        }
    }

    private void tell(List<Watch<S>> told) {
        if (trace != null && hasStopped()) {
            trace.end();
        }
        told.forEach(Watch::drain);
        Look useless = useless();
        if (useless != null) {
            useless.stop();
        }
    }

    private synchronized boolean hasStopped() {
        return state == State.STOPPED;
    }

    private synchronized @Nullable Look useless() {
        Look useless = state == State.STOPPED ? look : null;
        look = useless == null ? look : null;
        return useless;
    }
}
