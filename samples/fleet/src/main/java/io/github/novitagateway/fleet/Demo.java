package io.github.novitagateway.fleet;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.fleet.SandboxProcess.Count;
import io.github.novitagateway.guard.Require;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/** A whole fleet on this machine, from the start of its Redis to the count of what was paid. */
final class Demo {
    private static final String KEY = "demo";
    private static final double SPEED = 100;
    private static final int IMAGES_PER_MINUTE = 20;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path out;
    private final int jobs;
    private final int workers;

    /** @param out made for the files of the demo */
    Demo(Path out, int jobs, int workers) {
        this.out = out;
        this.jobs = (int) Require.within("jobs", jobs, 1, 150);
        this.workers = (int) Require.within("workers", workers, 1, 20);
    }

    /** Blocks until all jobs have ended; {@return whether all went as it should} */
    boolean run() throws IOException, InterruptedException {
        Path pictures = SamplePictures.copiedTo(out.resolve("pictures"));
        System.out.println("A Redis, a sandbox and " + workers + " workers, each a process of its own; their files are"
                + " in " + out);
        RedisClient client = RedisCalls.client();
        List<JavaProcess> started = new ArrayList<>();
        try (RedisServer redis = RedisServer.start(out.resolve("redis"));
                SandboxProcess sandbox = SandboxProcess.start(SPEED, IMAGES_PER_MINUTE)) {
            JobStream stream = new JobStream(
                    new RedisCalls(client, RedisURI.create(redis.uri()), System.err::println),
                    JobKeys.of(ApiKey.of(KEY)),
                    "",
                    Duration.ofSeconds(30));
            Flux.fromIterable(DemoJobs.of(jobs, pictures))
                    .concatMap(stream::add)
                    .blockLast(PATIENCE);
            for (int i = 1; i <= workers; i++) {
                started.add(worker(i, redis, sandbox));
            }
            JobTable table = JobTable.onStandardOutput();
            untilAllHaveEnded(table.shown(stream.feed()));
            table.draw();
            boolean ended = ended(started);
            return summary(table.jobs(), sandbox.count(), ended);
        } finally {
            started.forEach(JavaProcess::close);
            client.shutdown();
        }
    }

    private void untilAllHaveEnded(Flux<JobView> feed) {
        Set<String> ended = new HashSet<>();
        feed.takeUntil(job -> job.state().isEnd() && ended.add(job.id()) && ended.size() == jobs)
                .blockLast(PATIENCE);
    }

    private JavaProcess worker(int number, RedisServer redis, SandboxProcess sandbox) throws IOException {
        return JavaProcess.start(
                Fleet.class,
                out.resolve("worker-" + number + ".log"),
                Map.of("NOVITA_API_KEY", KEY, "NOVITA_BASE_URL", sandbox.address(), "NOVITA_REDIS", redis.uri()),
                List.of(
                        "worker",
                        "--node",
                        "worker-" + number,
                        "--jobs",
                        Integer.toString(AT_ONCE),
                        "--out",
                        out.resolve("drawings").toString(),
                        "--poll-seconds",
                        "0.5",
                        "--take-over-seconds",
                        "3"));
    }

    private static boolean ended(List<JavaProcess> workers) throws InterruptedException {
        boolean all = true;
        for (JavaProcess worker : workers) {
            all &= worker.end() == 0;
        }
        return all;
    }

    private boolean summary(Collection<JobView> seen, Count count, boolean ended) throws IOException {
        long done = seen.stream().filter(job -> job.state() == JobState.DONE).count();
        int drawings = seen.stream().mapToInt(JobView::of).sum();
        int tries = seen.stream().mapToInt(JobView::tries).sum();
        long files = files();
        System.out.printf(
                "%nJobs done        %d of %d%nTries            %d%nPaid trainings   %d%nPaid drawings    %d of %d%n"
                        + "Pictures stored  %d%nFiles            %d in %s%nLooks            %d at the list of trainings, %d at"
                        + " one training, by all workers together%nOne too many     %d requests%n",
                done,
                jobs,
                tries,
                count.trainings().size(),
                count.drawings(),
                drawings,
                count.pictures(),
                files,
                out.resolve("drawings"),
                count.walks(),
                count.looks(),
                count.refused());
        boolean right = ended
                && done == jobs
                && count.trainings().size() == jobs
                && count.drawings() == drawings
                && count.refused() == 0
                && files == drawings;
        System.out.println(right ? "All is as it should be." : "Something is not as it should be: see the logs.");
        return right;
    }

    private long files() throws IOException {
        try (var files = Files.walk(out.resolve("drawings"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
