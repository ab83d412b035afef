package io.github.novitagateway.config;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import java.time.Duration;
import java.util.Objects;

/**
 * How failed requests are repeated. Which may be, the gateway knows: paid ones only when it is certain that nothing was
 * done.
 *
 * @param maxRetries how often a request is repeated, 0..10, default 3
 * @param backoff the longest wait before each retry, of which a random part is waited; default 0.5 s, doubling, up to
 *     10 s
 * @param longestRetryAfter the longest wait that is obeyed when the service asks for one, 0 to 365 days, default 60 s;
 *     a longer one surfaces as the failure
 * @param outcomeSearch how long a training is looked for in the task list when the answer to its submit was lost, 0 to
 *     365 days, default 30 s; with 0 there is one look
 * @param retryPaidRequests whether a drawing is ordered again when the answer to its order was lost, default false. It
 *     cannot be looked up, so it <b>may then be paid as often as it is sent</b>; trainings are never sent again, nor is
 *     anything by a gateway with a budget
 */
public record RetryPolicy(
        int maxRetries,
        Backoff backoff,
        Duration longestRetryAfter,
        Duration outcomeSearch,
        boolean retryPaidRequests) {
    /** Checks the ranges. */
    public RetryPolicy {
        Require.within("maxRetries", maxRetries, 0, 10);
        Objects.requireNonNull(backoff, "backoff");
        Require.notNegative("longestRetryAfter", longestRetryAfter);
        Require.notNegative("outcomeSearch", outcomeSearch);
    }

    /**
     * A policy that looks for lost trainings for 30 s and never repeats a drawing that may be paid.
     *
     * @param maxRetries how often a request is repeated, 0..10
     * @param backoff the longest wait before each retry
     * @param longestRetryAfter the longest wait that is obeyed
     */
    public RetryPolicy(int maxRetries, Backoff backoff, Duration longestRetryAfter) {
        this(maxRetries, backoff, longestRetryAfter, Builder.OUTCOME_SEARCH, false);
    }

    /** {@return three retries after at most 0.5 s, 1 s and 2 s, up to 60 s when the service asks for it} */
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
        private static final Duration OUTCOME_SEARCH = Duration.ofSeconds(30);

        private int maxRetries = 3;
        private Backoff backoff = Backoff.of(Duration.ofMillis(500), 2, Duration.ofSeconds(10));
        private Duration longestRetryAfter = Duration.ofSeconds(60);
        private Duration outcomeSearch = OUTCOME_SEARCH;
        private boolean retryPaidRequests;

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
         * Sets the longest wait before each retry; 0.5 s, doubling, up to 10 s, when not called.
         *
         * @param backoff the waits, of which a random part is waited to keep clients apart
         * @return this builder
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = backoff;
            return this;
        }

        /**
         * Sets the longest wait that is obeyed when the service asks for one; 60 s when not called.
         *
         * @param longestRetryAfter the wait, 0 to 365 days
         * @return this builder
         */
        public Builder longestRetryAfter(Duration longestRetryAfter) {
            this.longestRetryAfter = longestRetryAfter;
            return this;
        }

        /**
         * Sets how long a training is looked for when the answer to its submit was lost; 30 s when not called.
         *
         * @param outcomeSearch the time, 0 to 365 days
         * @return this builder
         */
        public Builder outcomeSearch(Duration outcomeSearch) {
            this.outcomeSearch = outcomeSearch;
            return this;
        }

        /**
         * Sets whether a drawing is ordered again when the answer to its order was lost; false when not called. <b>Such
         * a drawing may be paid twice or more.</b> A gateway with a budget never does so.
         *
         * @param retryPaidRequests whether that is accepted
         * @return this builder
         */
        public Builder retryPaidRequests(boolean retryPaidRequests) {
            this.retryPaidRequests = retryPaidRequests;
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException when a value is out of range
         */
        public RetryPolicy build() {
            return new RetryPolicy(maxRetries, backoff, longestRetryAfter, outcomeSearch, retryPaidRequests);
        }
    }

    /**
     * Waits that grow by a factor up to a longest one.
     *
     * @param first the first wait, above 0
     * @param factor how much longer each wait is than the one before, at least 1
     * @param longest the longest wait, at least as long as the first
     */
    public record Backoff(Duration first, double factor, Duration longest) {
        /** Checks the waits. */
        public Backoff {
            Require.positive("first", first);
            Require.positive("longest", longest);
            if (!Double.isFinite(factor) || factor < 1) {
                throw new BoundException("factor", "at least 1", String.valueOf(factor));
            }
            if (longest.compareTo(first) < 0) {
                throw new BoundException("longest", "at least " + first, longest.toString());
            }
        }

        /**
         * Waits that grow.
         *
         * @param first the first wait
         * @param factor how much longer each is than the one before
         * @param longest the longest wait
         * @return the backoff
         */
        public static Backoff of(Duration first, double factor, Duration longest) {
            return new Backoff(first, factor, longest);
        }

        /**
         * The wait before an attempt is repeated.
         *
         * @param attempt how many waits went before, from 0
         * @return the first wait for 0, then growing, never more than the longest
         * @throws IllegalArgumentException when the number is negative
         */
        public Duration delay(int attempt) {
            Require.atLeast("attempt", attempt, 0);
            if (attempt == 0) {
                return first;
            }
            double seconds = seconds(first) * Math.pow(factor, attempt);
            if (seconds >= seconds(longest)) {
                return longest;
            }
            long whole = (long) seconds;
            return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
        }

        private static double seconds(Duration duration) {
            return duration.getSeconds() + duration.getNano() / 1e9;
        }
    }
}
