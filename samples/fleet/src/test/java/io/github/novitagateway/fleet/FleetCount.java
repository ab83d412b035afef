package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.fleet.JobStream.Backlog;
import io.github.novitagateway.fleet.SandboxProcess.Count;
import io.github.novitagateway.redis.RedisFleet;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * What there is when a fleet has done all.
 *
 * @param done the jobs
 * @param dead the reasons of the dead letters by job
 * @param paid as the sandbox counts it
 * @param unfinished in the journal
 * @param faults in the order of steps, of all subscribers
 * @param endless names of keys in Redis that have no expiry
 */
record FleetCount(
        List<JobView> done,
        Map<String, String> dead,
        Count paid,
        Backlog backlog,
        long unfinished,
        List<String> faults,
        List<String> endless) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Asks Redis and the sandbox. */
    static FleetCount of(
            RedisClient client, RedisURI redis, ApiKey key, JobStream stream, Count paid, List<List<JobView>> seen) {
        return new FleetCount(
                seen.get(0).stream().filter(job -> job.state() == JobState.DONE).toList(),
                now(stream.dead()),
                paid,
                now(stream.backlog()),
                unfinished(client, redis, key),
                seen.stream().flatMap(all -> JobOrder.faults(all).stream()).toList(),
                keysWithoutExpiry(client, redis));
    }

    private static long unfinished(RedisClient client, RedisURI redis, ApiKey key) {
        try (RedisFleet fleet = RedisFleet.builder(client, redis, key).build()) {
            return now(fleet.journal().unfinished().count());
        }
    }

    private static List<String> keysWithoutExpiry(RedisClient client, RedisURI redis) {
        try (StatefulRedisConnection<String, String> connection = client.connect(redis)) {
            RedisCommands<String, String> commands = connection.sync();
            return commands.keys("*").stream()
                    .filter(key -> commands.pttl(key) < 0)
                    .map(key -> key.substring(key.indexOf("}:") + 2))
                    .sorted()
                    .toList();
        }
    }

    private static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    String text(int jobs, int pictures) {
        return """
                  done       %d of %d, in %d tries, %d dead letters
                  paid       %d trainings, %d drawings for %d, %d pictures stored of %d
                  asked      %d walks of the list of trainings, %d looks at one; %d requests one too many
                  left       %d jobs in the stream, %d pending, %d unfinished in the journal
                  order      %d steps out of order
                  no expiry  %s""".formatted(
                        done.size(),
                        jobs,
                        done.stream().mapToInt(JobView::tries).sum(),
                        dead.size(),
                        paid.trainings().size(),
                        paid.drawings(),
                        jobs,
                        paid.pictures(),
                        pictures,
                        paid.walks(),
                        paid.looks(),
                        paid.refused(),
                        backlog.jobs(),
                        backlog.held(),
                        unfinished,
                        faults.size(),
                        endless);
    }
}
