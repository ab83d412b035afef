package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to ask for a task's status again.
 *
 * <p>A policy is a value that any number of watches share; {@link #start()} gives each its own memory. Around every
 * policy the gateway adds the same things: 20 % jitter to keep watches apart, a wait no shorter than the service's
 * {@code Retry-After}, and the limits of the watch, which end it whatever the policy says.
 */
public interface PollingPolicy {

    /**
     * {@return how long to wait between starting a task and asking for the first time} A watch of a task that was
     * started earlier asks at once.
     */
    Duration first();

    /** {@return the memory of one watch} */
    Session start();

    /** The memory of one watch. It is used by one thread at a time. */
    @FunctionalInterface
    interface Session {

        /**
         * Tells how long to wait after an observation.
         *
         * @param observation what the last request brought
         * @return the wait before the next request, before jitter; never shorter than 10 ms in effect
         */
        Duration next(Observation observation);
    }

    /**
     * What a status request brought.
     *
     * @param snapshot the newest known state, null when none has been seen yet
     * @param failed whether this request failed, so that the snapshot is an older one
     */
    record Observation(@Nullable TaskSnapshot snapshot, boolean failed) {}

    /** {@return the default for trainings} See {@link PacedPolling} for its numbers. */
    static PollingPolicy paced() {
        return PacedPolling.builder().build();
    }

    /**
     * The default for trainings with another longest wait: what a progress bar wants.
     *
     * @param longest the longest wait between two requests; a shorter one than a default shortens that too
     * @return the policy
     */
    static PollingPolicy paced(Duration longest) {
        return PacedPolling.builder().longest(longest).build();
    }

    /**
     * Grows the wait by a factor; starts over when the stage changes.
     *
     * @param first the shortest wait, also the one before the first request of a new task; above 0
     * @param factor at least 1
     * @param longest where the growth ends; at least the first wait, at most 365 days
     * @return the policy
     * @throws IllegalArgumentException when a value lies outside
     */
    static PollingPolicy exponential(Duration first, double factor, Duration longest) {
        return new ExponentialPolling(Backoff.of(first, factor, longest));
    }

    /**
     * Waits always the same.
     *
     * @param interval the wait; above 0, at most 365 days
     * @return the policy
     * @throws IllegalArgumentException when it lies outside
     */
    static PollingPolicy fixed(Duration interval) {
        return new ExponentialPolling(Backoff.of(interval, 1, interval));
    }
}
