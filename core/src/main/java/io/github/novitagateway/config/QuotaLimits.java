package io.github.novitagateway.config;

import io.github.novitagateway.guard.Require;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much may be asked for in a time, by all who share one key. A request takes as many permits as it asks for images,
 * a training or an upload slot takes one; asking how things stand takes none.
 *
 * @param rates of what is limited; the service documents 20 images a minute for drawings from words and 10 for those
 *     from pictures (docs: rate-limit guide), which are the defaults with bursts of 18 and 9, and tells no limits of
 *     trainings and upload slots
 * @param longestWait after which a request that has no permits gives up, default 10 min
 * @param mostWaiting how many requests may wait in a line, 1..100,000, default 4,096
 */
public record QuotaLimits(Map<Pool, Rate> rates, Duration longestWait, int mostWaiting) {

    /** Permits that are counted together. */
    public enum Pool {
        /** Images drawn from words. */
        TEXT_TO_IMAGE,
        /** Images drawn from pictures. */
        IMAGE_TO_IMAGE,
        /** Trainings begun, of styles and of subjects. */
        TRAINING,
        /** Upload slots, one for each picture to train on. */
        UPLOAD_SLOT
    }

    /**
     * Permits that come one after the other, evenly over the period.
     *
     * @param permits that come in a period, 1..1,000,000
     * @param period above 0, at most 365 days
     * @param burst how many there are at most when none was taken for a while, 1..1,000,000; a little less than what
     *     the service allows at once leaves room for requests that are on their way to it
     */
    public record Rate(int permits, Duration period, int burst) {
        private static final int MOST = 1_000_000;

        /** Checks the ranges. */
        public Rate {
            Require.within("permits", permits, 1, MOST);
            Require.positive("period", period);
            Require.within("burst", burst, 1, MOST);
        }

        /**
         * A rate whose whole period may be used at once.
         *
         * @param permits that come in a period, 1..1,000,000
         * @param period above 0, at most 365 days
         * @return the rate, with as large a burst
         */
        public static Rate of(int permits, Duration period) {
            return new Rate(permits, period, permits);
        }

        /**
         * What comes in a time.
         *
         * @param span a time
         * @return permits, rounded up, at most {@link Integer#MAX_VALUE}
         */
        public int within(Duration span) {
            double share = (double) span.toMillis() / Math.max(1, period.toMillis());
            return (int) Math.min(Integer.MAX_VALUE, Math.ceil(permits * share));
        }
    }

    /** Checks the ranges and copies what was given. */
    public QuotaLimits {
        rates = Map.copyOf(rates);
        Require.positive("longestWait", longestWait);
        Require.within("mostWaiting", mostWaiting, 1, 100_000);
    }

    /**
     * The rate of a pool.
     *
     * @param pool one of the pools
     * @return its rate; null where nothing is limited
     */
    public @Nullable Rate rate(Pool pool) {
        return rates.get(pool);
    }

    /** {@return the documented limits} */
    public static QuotaLimits documented() {
        return builder().build();
    }

    /** {@return a builder with the documented limits} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the documented limits. */
    public static final class Builder {
        private final Map<Pool, Rate> rates = new EnumMap<>(Map.of(
                Pool.TEXT_TO_IMAGE, new Rate(20, Duration.ofMinutes(1), 18),
                Pool.IMAGE_TO_IMAGE, new Rate(10, Duration.ofMinutes(1), 9)));
        private Duration longestWait = Duration.ofMinutes(10);
        private int mostWaiting = 4096;

        private Builder() {}

        /**
         * {@return this builder}
         *
         * @param pool what is limited
         * @param rate how many permits come in which time
         */
        public Builder rate(Pool pool, Rate rate) {
            rates.put(Objects.requireNonNull(pool, "pool"), Objects.requireNonNull(rate, "rate"));
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param pool what is not limited
         */
        public Builder unlimited(Pool pool) {
            rates.remove(Objects.requireNonNull(pool, "pool"));
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param longestWait after which a request that has no permits gives up, default 10 min; above 0, at most 365
         *     days
         */
        public Builder longestWait(Duration longestWait) {
            this.longestWait = longestWait;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param mostWaiting how many requests may wait in a line, 1..100,000, default 4,096
         */
        public Builder mostWaiting(int mostWaiting) {
            this.mostWaiting = mostWaiting;
            return this;
        }

        /** {@return the limits} */
        public QuotaLimits build() {
            return new QuotaLimits(rates, longestWait, mostWaiting);
        }
    }
}
