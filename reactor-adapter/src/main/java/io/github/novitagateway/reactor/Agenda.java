package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * What is due when, of all pollers of a gateway: the one timer that they have among them, set for whichever comes
 * first, and for 10 s at most, so that a sleep of the machine is noticed. Where nobody waits there is no timer.
 */
final class Agenda {

    private static final long NAP = Duration.ofSeconds(10).toNanos();
    private static final long LATE = Duration.ofSeconds(5).toNanos();
    private static final long SLEEP = Duration.ofSeconds(1).toNanos();

    private final Pace pace;
    private final Turns turns;
    private final TreeSet<Appointment> appointments = new TreeSet<>(Appointment::compare);
    private @Nullable Disposable timer;
    private long timerDue;
    private long clockAhead;
    private long made;
    private long timers;
    private boolean working;
    private boolean closed;

    Agenda(Pace pace, GatewayLifecycle lifecycle) {
        this.pace = pace;
        this.turns = new Turns(Connections.MAX_CONNECTIONS, pace);
        lifecycle.whenClosed(this::close);
    }

    Pace pace() {
        return pace;
    }

    Turns turns() {
        return turns;
    }

    /** Somebody who waits. None of these is called under a lock of the agenda's. */
    abstract static class Appointment {

        private long due;
        private long number;

        /** The time has come. */
        abstract void wake();

        /** The machine has slept, and the clock has gone on for so long without the timers. */
        abstract void slept(long unnoticed);

        /** The gateway has closed. */
        abstract void end(Throwable reason);

        private static int compare(Appointment one, Appointment other) {
            long difference = one.due == other.due ? one.number - other.number : one.due - other.due;
            return Long.signum(difference);
        }
    }

    /** Makes an appointment or moves it. */
    synchronized void set(Appointment appointment, long due) {
        if (closed) {
            throw new GatewayClosedException();
        }
        if (appointments.isEmpty()) {
            clockAhead = clockAhead();
        }
        appointments.remove(appointment);
        appointment.due = due;
        appointment.number = ++made;
        appointments.add(appointment);
        if (!working && (timer == null || due - timerDue < 0)) {
            setTimer();
        }
    }

    /** A delay that a sleep of the machine counts towards. */
    Mono<Long> delay(Duration span) {
        return Mono.create(sink -> {
            Delay delay = new Delay(sink);
            set(delay, pace.nanos() + Pace.nanos(span));
            sink.onDispose(() -> cancel(delay)); // at once, for a subscriber who has cancelled by now
        });
    }

    private final class Delay extends Appointment {

        private final MonoSink<Long> sink;

        Delay(MonoSink<Long> sink) {
            this.sink = sink;
        }

        @Override
        void wake() {
            sink.success(0L);
        }

        @Override
        void slept(long unnoticed) {
            bringForward(this, unnoticed);
        }

        @Override
        void end(Throwable reason) {
            sink.error(reason);
        }
    }

    private synchronized void bringForward(Appointment appointment, long by) {
        if (!closed && appointments.contains(appointment)) {
            set(appointment, appointment.due - by);
        }
    }

    synchronized int waiting() {
        return appointments.size();
    }

    synchronized void cancel(Appointment appointment) {
        appointments.remove(appointment);
        if (appointments.isEmpty()) {
            stopTimer();
        }
    }

    private void close() {
        List<Appointment> waiting;
        synchronized (this) {
            closed = true;
            waiting = List.copyOf(appointments);
        }
        waiting.forEach(appointment -> appointment.end(new GatewayClosedException()));
    }

    private void setTimer() {
        stopTimer();
        if (!appointments.isEmpty()) {
            long now = pace.nanos();
            timerDue = now + Math.max(0, Math.min(appointments.first().due - now, NAP));
            long number = timers;
            timer = pace.after(timerDue - now, () -> work(number));
        }
    }

    /** One that has fired by now finds itself outdated. */
    private void stopTimer() {
        timers++;
        if (timer != null) {
            timer.dispose();
            timer = null;
        }
    }

    /** By one thread at a time. */
    private void work(long number) {
        if (!begin(number)) {
            return;
        }
        try {
            lookAtTheClock();
            for (Appointment next = next(); next != null; next = next()) {
                next.wake();
            }
        } finally {
            rest();
        }
    }

    private synchronized boolean begin(long number) {
        if (working || number != timers) {
            return false;
        }
        working = true;
        timer = null; // it has run; to dispose of it now could interrupt its thread
        return true;
    }

    private synchronized void rest() {
        working = false;
        setTimer();
    }

    private synchronized @Nullable Appointment next() {
        boolean due = !appointments.isEmpty() && appointments.first().due - pace.nanos() <= 0;
        return due ? appointments.pollFirst() : null;
    }

    private void lookAtTheClock() {
        List<Appointment> sleepers = List.of();
        long unnoticed;
        synchronized (this) {
            long ahead = clockAhead();
            unnoticed = Math.max(0, ahead - clockAhead);
            clockAhead = ahead;
            if (unnoticed > SLEEP || pace.nanos() - timerDue > LATE) {
                sleepers = List.copyOf(appointments);
            }
        }
        sleepers.forEach(sleeper -> sleeper.slept(unnoticed));
    }

    private long clockAhead() {
        return pace.millis() * 1_000_000 - pace.nanos();
    }
}
