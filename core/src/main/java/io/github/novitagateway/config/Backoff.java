package io.github.novitagateway.config;

import io.github.novitagateway.guard.Require;
import java.time.Duration;

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
            throw new IllegalArgumentException("factor must be at least 1 but was " + factor);
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest must be at least " + first + " but was " + longest);
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
