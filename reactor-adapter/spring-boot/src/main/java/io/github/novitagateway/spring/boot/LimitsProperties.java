package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.WatchLimits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a task is watched. Limits end the watch, stalls only tell; the task itself goes on at the service.
 *
 * @param deadline Longest time of the whole watch.
 * @param queueLimit Longest time in the queue. When absent, there is no limit.
 * @param trainingLimit Longest time in training or drawing. When absent, there is no limit.
 * @param deploymentLimit Longest time in deployment. When absent, there is no limit.
 * @param queueStall Time in the queue after which the task counts as stalled.
 * @param trainingStall Time in training without progress after which the task counts as stalled.
 * @param deploymentStall Time in deployment after which the task counts as stalled.
 */
record LimitsProperties(
        @Nullable Duration deadline,
        @Nullable Duration queueLimit,
        @Nullable Duration trainingLimit,
        @Nullable Duration deploymentLimit,
        @DefaultValue("15m") Duration queueStall,
        @DefaultValue("60m") Duration trainingStall,
        @DefaultValue("10m") Duration deploymentStall) {

    /** @param usual tells the deadline where the property does not */
    WatchLimits limits(WatchLimits usual) {
        return new WatchLimits(
                Objects.requireNonNullElse(deadline, usual.deadline()),
                queueLimit,
                trainingLimit,
                deploymentLimit,
                queueStall,
                trainingStall,
                deploymentStall);
    }
}
