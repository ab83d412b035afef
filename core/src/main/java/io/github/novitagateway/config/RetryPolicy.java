package io.github.novitagateway.config;

import io.github.novitagateway.guard.Require;
import java.time.Duration;
import java.util.Objects;

/**
 * How failed requests are repeated. Which may be, the gateway knows: paid ones only when it is certain that nothing was
 * done.
 *
 * @param maxRetries how often a request is repeated, 0..10, default 3
 * @param backoff the waits between attempts, default 0.5 s, doubling, up to 10 s
 * @param longestRetryAfter the longest wait that is obeyed when the service asks for one, default 60 s; a longer one
 *     surfaces as the failure
 */
public record RetryPolicy(int maxRetries, Backoff backoff, Duration longestRetryAfter) {
    /** Checks the ranges. */
    public RetryPolicy {
        Require.within("maxRetries", maxRetries, 0, 10);
        Objects.requireNonNull(backoff, "backoff");
        if (Objects.requireNonNull(longestRetryAfter, "longestRetryAfter").isNegative()) {
            throw new IllegalArgumentException("longestRetryAfter must be at least 0 but was " + longestRetryAfter);
        }
    }

    /** {@return three retries after 0.5 s, 1 s and 2 s, waits of up to 60 s when the service asks for them} */
    public static RetryPolicy defaults() {
        return builder().build();
    }

    /** {@return no retries at all} */
    public static RetryPolicy none() {
        return builder().maxRetries(0).build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private int maxRetries = 3;
        private Backoff backoff = Backoff.of(Duration.ofMillis(500), 2, Duration.ofSeconds(10));
        private Duration longestRetryAfter = Duration.ofSeconds(60);

        private Builder() {}

        /**
         * Sets how often a request is repeated; 3 when not called.
         *
         * @param maxRetries 0..10
         * @return this builder
         */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = maxRetries;
            return this;
        }

        /**
         * Sets the waits between attempts; 0.5 s, doubling, up to 10 s, when not called.
         *
         * @param backoff the waits
         * @return this builder
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = backoff;
            return this;
        }

        /**
         * Sets the longest wait that is obeyed when the service asks for one; 60 s when not called.
         *
         * @param longestRetryAfter the wait, at least 0
         * @return this builder
         */
        public Builder longestRetryAfter(Duration longestRetryAfter) {
            this.longestRetryAfter = longestRetryAfter;
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException when a value is out of range
         */
        public RetryPolicy build() {
            return new RetryPolicy(maxRetries, backoff, longestRetryAfter);
        }
    }
}
