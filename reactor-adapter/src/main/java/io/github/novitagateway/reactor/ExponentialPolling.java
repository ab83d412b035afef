package io.github.novitagateway.reactor;

import io.github.novitagateway.config.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A wait that grows while a stage lasts. */
record ExponentialPolling(Duration first, double factor, Duration longest) implements PollingPolicy {

    ExponentialPolling {
        Backoff.of(first, factor, longest);
    }

    @Override
    public Session start() {
        return new Growth(Backoff.of(first, factor, longest));
    }

    private static final class Growth implements Session {

        private final Backoff backoff;
        private @Nullable Enum<?> stage;
        private int step;

        private Growth(Backoff backoff) {
            this.backoff = backoff;
        }

        @Override
        public Duration next(Observation observation) {
            Enum<?> seen = observation.snapshot() == null
                    ? null
                    : observation.snapshot().stage();
            if (seen != stage) {
                stage = seen;
                step = 0;
            }
            return backoff.delay(step++);
        }
    }
}
