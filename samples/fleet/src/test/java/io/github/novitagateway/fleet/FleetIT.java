package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.fleet.JobStream.Backlog;
import io.github.novitagateway.fleet.SandboxProcess.Count;
import io.github.novitagateway.redis.RedisFleet;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
    private static final int JOBS = Integer.getInteger("fleet.jobs", 40);
    private static final long SEED = Long.getLong("fleet.seed", 20261127);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(60 + 2L * JOBS);
    private static final Duration AWAY = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORKERS = 3;
    private static final String SPEED = "200";
    private static final String KEY = "sk_fleet_2f9c51";

    private final Random random = new Random(SEED);
    private final RedisClient client = RedisCalls.client();
    private final List<Node> workers = new ArrayList<>();
    private int started;
    private final List<Integer> ended = new ArrayList<>();
    private int killed;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void allJobsAreDoneAndPaidOnceHoweverWorkersAndRedisDie() throws Exception {
        assumeTrue(RedisServer.isInstalled(), "skipped: " + RedisServer.ABSENT);
        Instant begin = Instant.now();
        try (RedisServer redis = RedisServer.start(folder.resolve("redis"));
                SandboxProcess sandbox = SandboxProcess.start(RichSandbox.class, List.of(SPEED))) {
            JobStream stream = stream(redis);
            List<CompletableFuture<List<JobView>>> subscribers = List.of(seen(stream), seen(stream(redis)));
            Flux.fromIterable(TestJobs.in(folder.resolve("pictures"), JOBS))
                    .concatMap(stream::add)
                    .blockLast(PATIENCE);
            while (workers.size() < WORKERS) {
                startWorker(redis, sandbox);
            }
            killUntilAllHaveEnded(subscribers, redis, sandbox);
            List<List<JobView>> seen = new ArrayList<>();
            for (CompletableFuture<List<JobView>> subscriber : subscribers) {
                seen.add(subscriber.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            seen.add(seen(stream(redis)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            endWorkers();
            check(stream, redis, sandbox.count(), seen, Duration.between(begin, Instant.now()));
            assertThat(ended).as("exit codes after SIGTERM").containsOnly(0);
        } finally {
            workers.forEach(worker -> worker.process().close());
            client.shutdown();
        }
    }

    private void killUntilAllHaveEnded(
            List<CompletableFuture<List<JobView>>> subscribers, RedisServer redis, SandboxProcess sandbox)
            throws Exception {
        CompletableFuture<Void> all = CompletableFuture.allOf(subscribers.toArray(CompletableFuture<?>[]::new));
        boolean restarted = false;
        Instant end = Instant.now().plus(LONGEST);
        while (!endsWithin(all, BETWEEN_KILLS)) {
            assertThat(workers)
                    .as(() -> "workers that live; they said " + log())
                    .allMatch(worker -> worker.process().isAlive())
                    .satisfies(alive -> assertThat(Instant.now()).isBefore(end));
            if (!restarted && killed >= 2) {
                redis.kill();
                endsWithin(all, AWAY);
                redis.startAgain();
                restarted = true;
            }
            endOne();
            startWorker(redis, sandbox);
        }
    }

    /** One in four is asked to end, the others are killed as nothing can help. */
    private void endOne() throws InterruptedException {
        if ((killed + ended.size()) % 4 == 3) {
            end(workers.remove(0));
        } else {
            workers.remove(random.nextInt(workers.size())).process().kill();
            killed++;
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

    private void startWorker(RedisServer redis, SandboxProcess sandbox) throws IOException {
        started++;
        String name = "worker-" + started;
        List<String> command = new ArrayList<>(List.of("worker", "--node", name, "--jobs", "8"));
        command.addAll(List.of("--out", folder.resolve("drawings").toString(), "--tries", "100"));
        command.addAll(List.of("--take-over-seconds", "2", "--settling-seconds", "1", "--poll-seconds", "0.2"));
        command.add("--retry-paid-requests");
        JavaProcess process = JavaProcess.start(
                Fleet.class,
                folder.resolve("workers.log"),
                Map.of("NOVITA_API_KEY", KEY, "NOVITA_BASE_URL", sandbox.address(), "NOVITA_REDIS", redis.uri()),
                command);
        workers.add(new Node(name, process));
    }

    private void endWorkers() throws InterruptedException {
        for (Node worker : workers) {
            end(worker);
        }
    }

    /** A process that has only begun to start cannot know how to end. */
    private void end(Node worker) throws InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!log().contains(worker.name() + " takes jobs")) {
            assertThat(Instant.now()).as(worker.name() + " starts").isBefore(latest);
            Thread.sleep(50);
        }
        ended.add(worker.process().end());
    }

    private record Node(String name, JavaProcess process) {}

    private void check(JobStream stream, RedisServer redis, Count count, List<List<JobView>> seen, Duration time)
            throws Exception {
        Backlog backlog = Objects.requireNonNull(stream.backlog().block(PATIENCE));
        Map<String, String> dead = Objects.requireNonNull(stream.dead().block(PATIENCE));
        long unfinished = unfinished(redis);
        List<String> faults =
                seen.stream().flatMap(all -> JobOrder.faults(all).stream()).toList();
        List<String> endless = keysWithoutExpiry(redis);
        long done =
                seen.get(0).stream().filter(job -> job.state() == JobState.DONE).count();
        int tries = seen.get(0).stream()
                .filter(job -> job.state() == JobState.DONE)
                .mapToInt(JobView::tries)
                .sum();
        System.out.printf(
                """
                %d workers, %d jobs in %d s (seed %d)
                  ended      %d workers killed, %d asked to end, Redis killed once and started over its log
                  done       %d of %d, in %d tries, %d dead letters
                  paid       %d trainings, %d drawings for %d, %d pictures stored of %d
                  left       %d jobs in the stream, %d pending, %d unfinished in the journal
                  order      %d steps out of order for %d subscribers
                  no expiry  %s
                """,
                WORKERS,
                JOBS,
                time.toSeconds(),
                SEED,
                killed,
                ended.size(),
                done,
                JOBS,
                tries,
                dead.size(),
                count.trainings().size(),
                count.drawings(),
                JOBS,
                count.pictures(),
                2 * JOBS,
                backlog.jobs(),
                backlog.held(),
                unfinished,
                faults.size(),
                seen.size(),
                endless);
        assertThat(dead).as("dead letters").isEmpty();
        assertThat(done).isEqualTo(JOBS);
        assertThat(count.trainings())
                .as("paid trainings")
                .doesNotHaveDuplicates()
                .hasSize(JOBS);
        assertThat(backlog).isEqualTo(new Backlog(0, 0));
        assertThat(unfinished).as("unfinished in the journal").isZero();
        assertThat(faults).as("order of states").isEmpty();
        assertThat(endless).as("keys without expiry").isSubsetOf("jobs", "jobs:feed");
        assertThat(drawings()).as("files of drawings").hasSize(JOBS);
        assertThat(Files.readAllBytes(folder.resolve("workers.log")))
                .satisfies(log ->
                        assertThat(new String(log, StandardCharsets.UTF_8)).doesNotContain(KEY));
        assertThat(redisFilesWith(KEY)).as("files of Redis that hold the key").isEmpty();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("workers.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobStream stream(RedisServer redis) {
        return new JobStream(
                new RedisCalls(client, RedisURI.create(redis.uri())),
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

    private long unfinished(RedisServer redis) {
        try (RedisFleet fleet = RedisFleet.builder(client, RedisURI.create(redis.uri()), ApiKey.of(KEY))
                .build()) {
            Long number = fleet.journal().unfinished().count().block(PATIENCE);
            return number == null ? -1 : number;
        }
    }

    private List<String> keysWithoutExpiry(RedisServer redis) {
        try (StatefulRedisConnection<String, String> connection = client.connect(RedisURI.create(redis.uri()))) {
            RedisCommands<String, String> commands = connection.sync();
            return commands.keys("*").stream()
                    .filter(key -> commands.pttl(key) < 0)
                    .map(key -> key.substring(key.indexOf("}:") + 2))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> drawings() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("drawings"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> redisFilesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("redis"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
