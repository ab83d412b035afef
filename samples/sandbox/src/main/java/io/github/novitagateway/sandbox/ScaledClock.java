package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of trainings and drawings: runs {@code speed} times as fast as the wall clock. */
record ScaledClock(InstantSource wall, double speed) {
    Instant now() {
        return wall.instant();
    }

    /** How much scaled time went by since a moment of the wall clock. */
    Duration since(Instant start) {
        return since(start, now());
    }

    /** How much scaled time lies between two moments of the wall clock. */
    Duration since(Instant start, Instant end) {
        return scaled(Duration.between(start, end), speed);
    }

    /** How long a scaled time takes by the wall clock. */
    Duration onTheWall(Duration time) {
        return scaled(time, 1 / speed);
    }

    private static Duration scaled(Duration time, double factor) {
        return Duration.ofNanos((long) (time.toNanos() * factor));
    }
}
