package io.github.novitagateway.benchmarks;

import io.github.novitagateway.reactor.PollingPolicy;
import java.time.Duration;

/** Lets the first few watches ask as soon as a policy can, which is after {@link Probe#WAIT}, and the others wait. */
final class ProbingPolicy implements PollingPolicy {

    private final Duration wait;
    private int probes = Crowd.PROBES;

    ProbingPolicy(Duration wait) {
        this.wait = wait;
    }

    @Override
    public Duration first() {
        return wait;
    }

    @Override
    public synchronized Session start() {
        return probes-- > 0 ? observation -> Duration.ZERO : observation -> wait;
    }
}
