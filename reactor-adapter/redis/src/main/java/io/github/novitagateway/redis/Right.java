package io.github.novitagateway.redis;

import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one node at a time may do: the one that holds the only entry of a stream.
 *
 * @param holding of that stream
 * @param watched key of the tasks that are watched
 */
record Right(RedisLink redis, Holding holding, String watched, FleetSettings settings) {

    /**
     * What a turn brought.
     *
     * @param mine whether the right is this node's until its next turn
     * @param tasks that are watched by anybody, if so
     */
    record Turn(boolean mine, Set<TaskId> tasks) {
        static final Turn OF_ANOTHER = new Turn(false, Set.of());
    }

    /** A turn at each sign of life; one that Redis does not grant is another's. Cancelling hands the right back. */
    Flux<Turn> turns() {
        return Flux.interval(Duration.ZERO, settings.heartbeat(), settings.scheduler())
                .onBackpressureDrop()
                .concatMap(tick -> turn().onErrorReturn(Turn.OF_ANOTHER), 1)
                .doFinally(end -> holding.handBack());
    }

    private Mono<Turn> turn() {
        return redis.run(
                        WatchScripts.TURN,
                        List.of(holding.stream(), watched),
                        settings.node(),
                        Long.toString(settings.takeOverAfter().toMillis()))
                .map(Right::read);
    }

    private static Turn read(List<Object> told) {
        return told.get(0).equals("yes")
                ? new Turn(
                        true,
                        told.stream()
                                .skip(1)
                                .map(task -> TaskId.parse((String) task))
                                .collect(Collectors.toUnmodifiableSet()))
                : Turn.OF_ANOTHER;
    }
}
