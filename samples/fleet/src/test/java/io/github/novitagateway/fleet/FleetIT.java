package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.fleet.JobStream.Backlog;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/**
 * Three workers over a real Redis, of which one is killed every few seconds and another one started, and Redis once:
 * then what was paid is counted at the service. {@code -Dfleet.jobs=300} for the long form.
 */
class FleetIT {
    private static final int JOBS = Integer.getInteger("fleet.jobs", 20);
    private static final long SEED = Long.getLong("fleet.seed", 20261127);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(120 + 2L * JOBS);
    private static final Duration AWAY = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORKERS = 3;
    private static final String SPEED = "200";
    private static final String KEY = "sk_fleet_2f9c51";

    private final RedisClient client = RedisCalls.client();

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void allJobsAreDoneAndPaidOnceHoweverWorkersAndRedisDie() throws Exception {
        assumeTrue(RedisServer.isInstalled(), "skipped: " + RedisServer.ABSENT);
        Instant begin = Instant.now();
        try (RedisServer redis = RedisServer.start(folder.resolve("redis"));
                SandboxProcess sandbox = SandboxProcess.start(RichSandbox.class, List.of(SPEED));
                Crew crew = crew(redis, sandbox)) {
            JobStream stream = stream(redis);
            List<CompletableFuture<List<JobView>>> subscribers = List.of(seen(stream), seen(stream(redis)));
            Flux.fromIterable(TestJobs.in(folder.resolve("pictures"), JOBS))
                    .concatMap(stream::add)
                    .blockLast(PATIENCE);
            killUntilAllHaveEnded(subscribers, redis, crew);
            List<List<JobView>> seen = new ArrayList<>();
            for (CompletableFuture<List<JobView>> subscriber : subscribers) {
                seen.add(subscriber.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            seen.add(seen(stream(redis)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            crew.endAll();
            FleetCount count =
                    FleetCount.of(client, RedisURI.create(redis.uri()), ApiKey.of(KEY), stream, sandbox.count(), seen);
            tell(crew, count, Duration.between(begin, Instant.now()));
            check(crew, count);
        } finally {
            client.shutdown();
        }
    }

    private Crew crew(RedisServer redis, SandboxProcess sandbox) throws IOException {
        Crew crew = new Crew(
                folder,
                Map.of("NOVITA_API_KEY", KEY, "NOVITA_BASE_URL", sandbox.address(), "NOVITA_REDIS", redis.uri()),
                SEED);
        for (int i = 0; i < WORKERS; i++) {
            crew.start();
        }
        return crew;
    }

    private static void killUntilAllHaveEnded(
            List<CompletableFuture<List<JobView>>> subscribers, RedisServer redis, Crew crew) throws Exception {
        CompletableFuture<Void> all = CompletableFuture.allOf(subscribers.toArray(CompletableFuture<?>[]::new));
        boolean restarted = false;
        Instant end = Instant.now().plus(LONGEST);
        while (!endsWithin(all, BETWEEN_KILLS)) {
            crew.requireThatAllLive();
            assertThat(Instant.now()).as(crew::log).isBefore(end);
            if (!restarted && crew.killed() >= 2) {
                redis.kill();
                endsWithin(all, AWAY);
                redis.startAgain();
                restarted = true;
            }
            crew.replaceOne();
        }
    }

    private static boolean endsWithin(CompletableFuture<Void> all, Duration time) throws Exception {
        try {
            all.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static void tell(Crew crew, FleetCount count, Duration time) {
        System.out.printf(
                "%d workers, %d jobs, 3 subscribers, in %d s (seed %d)%n"
                        + "  ended      %d workers killed, %d asked to end, Redis killed once and started over its log%n%s%n",
                WORKERS,
                JOBS,
                time.toSeconds(),
                SEED,
                crew.killed(),
                crew.exits().size(),
                count.text(JOBS, TestJobs.PICTURES * JOBS).indent(2).stripTrailing());
    }

    private void check(Crew crew, FleetCount count) throws IOException {
        assertThat(count.dead()).as("dead letters").isEmpty();
        assertThat(count.done()).hasSize(JOBS);
        assertThat(count.paid().trainings())
                .as("paid trainings")
                .doesNotHaveDuplicates()
                .hasSize(JOBS);
        assertThat(count.paid().drawings())
                .as("paid drawings; one that is ordered at a kill may be paid again, as these workers are told")
                .isBetween(JOBS, JOBS + crew.killed());
        assertThat(count.paid().refused()).as("requests one too many").isZero();
        assertThat(count.backlog()).isEqualTo(new Backlog(0, 0));
        assertThat(count.unfinished()).as("unfinished in the journal").isZero();
        assertThat(count.faults()).as("order of states").isEmpty();
        assertThat(count.endless()).as("keys without expiry").isSubsetOf("jobs", "jobs:feed");
        assertThat(filesIn("drawings"))
                .as("drawings, beside parts of files that were being written at a kill")
                .filteredOn(file -> !file.getFileName().toString().endsWith(".part"))
                .hasSize(JOBS);
        assertThat(crew.exits()).as("exit codes after SIGTERM").containsOnly(0);
        assertThat(crew.log()).doesNotContain(KEY);
        for (Path file : filesIn("redis")) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(KEY);
        }
    }

    private JobStream stream(RedisServer redis) {
        return new JobStream(
                new RedisCalls(client, RedisURI.create(redis.uri()), System.err::println),
                JobKeys.of(ApiKey.of(KEY)),
                "",
                Duration.ofSeconds(2));
    }

    private static CompletableFuture<List<JobView>> seen(JobStream stream) {
        Set<String> ended = new HashSet<>();
        return stream.feed()
                .takeUntil(job -> job.state().isEnd() && ended.add(job.id()) && ended.size() == JOBS)
                .collectList()
                .toFuture();
    }

    private List<Path> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
