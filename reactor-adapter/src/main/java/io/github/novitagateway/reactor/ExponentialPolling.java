package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A wait that grows while a stage lasts. */
record ExponentialPolling(Backoff backoff) implements PollingPolicy {

    @Override
    public Duration first() {
        return backoff.first();
    }

    @Override
    public Session start() {
        return new Growth();
    }

    private final class Growth implements Session {

        private @Nullable Enum<?> stage;
        private int step;

        @Override
        public Duration next(Observation observation) {
            TaskSnapshot snapshot = observation.snapshot();
            Enum<?> seen = snapshot == null ? null : snapshot.stage();
            if (seen != stage) {
                stage = seen;
                step = 0;
            }
            return backoff.delay(step++);
        }
    }
}
