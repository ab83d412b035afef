package io.github.novitagateway.soak;

import java.time.Duration;

/**
 * How much, and for how long.
 *
 * @param duration of the whole run
 * @param watches trainings that are watched at any time
 * @param uploads pictures in one round
 * @param training how long one training takes
 * @param seed of all that is left to chance
 */
record Plan(Duration duration, int watches, int uploads, Duration training, long seed) {

    private static final Duration LONGEST_SPAN = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SHARE_OF_WARM_UP = 4;
    private static final int SPANS = 15;
    private static final int LOOKS = 20;

    /** Between two samples. */
    Duration span() {
        Duration share = duration.dividedBy(SPANS);
        return share.compareTo(LONGEST_SPAN) < 0 ? share : LONGEST_SPAN;
    }

    int samples() {
        return (int) duration.dividedBy(span());
    }

    /** The samples that are taken before all is as it will be. */
    int warmUp() {
        return samples() / SHARE_OF_WARM_UP;
    }

    /** By which the heap may grow after the warm-up; one of seconds warms nothing up. */
    double heapShare() {
        return duration.compareTo(LONG) < 0 ? 0.3 : 0.02;
    }

    /** Between two looks at a training. */
    Duration look() {
        return training.dividedBy(LOOKS);
    }
}
