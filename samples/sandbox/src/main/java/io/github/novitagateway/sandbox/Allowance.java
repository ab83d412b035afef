package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.Instant;

/** Images that may be drawn in a minute of scaled time, in a token bucket that holds those of one minute. */
final class Allowance {
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final ScaledClock clock;
    private double left;
    private Instant seen;

    /** @param perMinute 0 for no limit */
    Allowance(int perMinute, ScaledClock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.left = perMinute;
        this.seen = clock.now();
    }

    /** Refuses what is too much, and counts nothing of it. */
    synchronized void take(int images) {
        if (perMinute == 0) {
            return;
        }
        Instant now = clock.now();
        left = Math.min(perMinute, left + perMinute * (clock.since(seen, now).toNanos() / MINUTE));
        seen = now;
        if (left < images) {
            throw ApiErrors.refusal(429, "RATE_LIMIT_EXCEEDED", "rate limit exceeded");
        }
        left -= images;
    }
}
