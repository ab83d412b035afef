package io.github.novitagateway.config;

import io.github.novitagateway.guard.Require;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a task is watched. Every span is above 0, at most 365 days. Limits end the watch, stalls only tell; the task
 * itself goes on at the service in any case. Whether time counts in which the machine sleeps is up to its timers.
 *
 * @param deadline longest time of the whole watch
 * @param queueLimit longest time in the queue; null for none, which is the default
 * @param trainingLimit longest time in training or drawing; null for none, which is the default
 * @param deploymentLimit longest time in deployment; null for none, which is the default
 * @param queueStall time in the queue after which the task counts as stalled, default 15 min
 * @param trainingStall time in training without progress after which the task counts as stalled, default 60 min
 * @param deploymentStall time in deployment after which the task counts as stalled, default 10 min
 */
public record WatchLimits(
        Duration deadline,
        @Nullable Duration queueLimit,
        @Nullable Duration trainingLimit,
        @Nullable Duration deploymentLimit,
        Duration queueStall,
        Duration trainingStall,
        Duration deploymentStall) {
    /** Checks the spans. */
    public WatchLimits {
        Require.positive("deadline", deadline);
        if (queueLimit != null) {
            Require.positive("queueLimit", queueLimit);
        }
        if (trainingLimit != null) {
            Require.positive("trainingLimit", trainingLimit);
        }
        if (deploymentLimit != null) {
            Require.positive("deploymentLimit", deploymentLimit);
        }
        Require.positive("queueStall", queueStall);
        Require.positive("trainingStall", trainingStall);
        Require.positive("deploymentStall", deploymentStall);
    }

    /** {@return 24 hours, for trainings} */
    public static WatchLimits forTraining() {
        return builder(Duration.ofHours(24)).build();
    }

    /** {@return 10 minutes, for drawings} */
    public static WatchLimits forImages() {
        return builder(Duration.ofMinutes(10)).build();
    }

    /**
     * Starts with a deadline.
     *
     * @param deadline longest time of the whole watch
     * @return a builder without limits of single stages
     */
    public static Builder builder(Duration deadline) {
        return new Builder(deadline);
    }

    /** Collects the limits. */
    public static final class Builder {
        private final Duration deadline;
        private @Nullable Duration queueLimit;
        private @Nullable Duration trainingLimit;
        private @Nullable Duration deploymentLimit;
        private Duration queueStall = Duration.ofMinutes(15);
        private Duration trainingStall = Duration.ofMinutes(60);
        private Duration deploymentStall = Duration.ofMinutes(10);

        private Builder(Duration deadline) {
            this.deadline = deadline;
        }

        /**
         * Sets the longest time in the queue; none when not called.
         *
         * @param limit the span, above 0
         * @return this builder
         */
        public Builder queueLimit(Duration limit) {
            this.queueLimit = Objects.requireNonNull(limit, "queueLimit");
            return this;
        }

        /**
         * Sets the longest time in training or drawing; none when not called.
         *
         * @param limit the span, above 0
         * @return this builder
         */
        public Builder trainingLimit(Duration limit) {
            this.trainingLimit = Objects.requireNonNull(limit, "trainingLimit");
            return this;
        }

        /**
         * Sets the longest time in deployment; none when not called.
         *
         * @param limit the span, above 0
         * @return this builder
         */
        public Builder deploymentLimit(Duration limit) {
            this.deploymentLimit = Objects.requireNonNull(limit, "deploymentLimit");
            return this;
        }

        /**
         * Sets the time in the queue after which the task counts as stalled; 15 min when not called.
         *
         * @param span the span, above 0
         * @return this builder
         */
        public Builder queueStall(Duration span) {
            this.queueStall = span;
            return this;
        }

        /**
         * Sets the time in training without progress after which the task counts as stalled; 60 min when not called.
         *
         * @param span the span, above 0
         * @return this builder
         */
        public Builder trainingStall(Duration span) {
            this.trainingStall = span;
            return this;
        }

        /**
         * Sets the time in deployment after which the task counts as stalled; 10 min when not called.
         *
         * @param span the span, above 0
         * @return this builder
         */
        public Builder deploymentStall(Duration span) {
            this.deploymentStall = span;
            return this;
        }

        /**
         * Builds the limits.
         *
         * @return the limits
         * @throws IllegalArgumentException when a span is not above 0
         */
        public WatchLimits build() {
            return new WatchLimits(
                    deadline, queueLimit, trainingLimit, deploymentLimit, queueStall, trainingStall, deploymentStall);
        }
    }
}
