package io.github.novitagateway.redis;

import java.time.Duration;
import java.time.InstantSource;
import reactor.core.scheduler.Scheduler;

/**
 * What a {@link RedisFleet} was built with.
 *
 * @param node the name of this one among all
 */
record FleetSettings(
        Keys keys,
        String node,
        Duration heartbeat,
        Duration takeOverAfter,
        Duration timeout,
        Duration uploadsGoodFor,
        Duration keepFinished,
        Duration keepStatuses,
        Duration sweepInterval,
        Scheduler scheduler,
        InstantSource clock) {}
