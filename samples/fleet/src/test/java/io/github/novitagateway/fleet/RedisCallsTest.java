package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A Redis that is away is waited for, and that is told. */
class RedisCallsTest extends RedisTest {

    @Test
    void goingAwayAndComingBackAreToldOnceEach() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        CountDownLatch toldAway = new CountDownLatch(1);
        RedisCalls calls = new RedisCalls(client(), uri(), line -> {
            told.add(line);
            toldAway.countDown();
        });
        assertThat(echo(calls)).containsExactly("there");
        assertThat(told).isEmpty();

        redis().kill();
        String place = RedisCalls.place(uri());
        var waiting = calls.run("return {ARGV[1]}", List.of(), List.of("there"))
                .zipWith(calls.run("return {ARGV[1]}", List.of(), List.of("as well")))
                .toFuture();
        assertThat(toldAway.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        redis().startAgain();
        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS).getT2()).containsExactly("as well");

        assertThat(told).hasSize(2).first().asString().startsWith(place + " is waited for: ");
        assertThat(told).last().isEqualTo(place + " answers again");
    }

    @Test
    void fullMemoryIsWaitedFor() throws Exception {
        String limit = "maxmemory";

        assertWaitedFor(
                "OOM",
                () -> commands(redis -> redis.configSet(limit, "1")),
                () -> commands(redis -> redis.configSet(limit, "0")));
    }

    /** A snapshot cannot take the place of a folder that is not empty. */
    @Test
    void diskThatTakesNothingIsWaitedFor() throws Exception {
        Path inTheWay = folder.resolve("redis").resolve("dump.rdb");
        Path full = inTheWay.resolve("full");

        assertWaitedFor(
                "MISCONF",
                () -> {
                    Files.createDirectories(full);
                    commands(redis -> redis.configSet("save", "3600 1"));
                    saved("err");
                },
                () -> {
                    Files.delete(full);
                    Files.delete(inTheWay);
                    saved("ok");
                });
    }

    /** A snapshot that ends so, as Redis tells. */
    private void saved(String end) {
        commands(redis -> redis.bgsave());
        Mono.delay(Duration.ofMillis(20))
                .map(later -> commands(redis -> redis.info("persistence")))
                .filter(told ->
                        told.contains("rdb_bgsave_in_progress:0") && told.contains("rdb_last_bgsave_status:" + end))
                .repeatWhenEmpty(tries -> tries.take(500))
                .block(LONG);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void assertWaitedFor(String reason, Step trouble, Step end) throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        RedisCalls calls = new RedisCalls(client(), uri(), told::add);
        String script = "redis.call('SET', KEYS[1], ARGV[1]) return {redis.call('GET', KEYS[1])}";
        trouble.run();

        var waiting = calls.run(script, List.of("key"), List.of("written")).toFuture();
        assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS)).contains(" is waited for: ", reason);
        end.run();

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).containsExactly("written");
        assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS)).endsWith(" answers again");
    }

    @Test
    void aJobThatIsNotThereIsNamedBeforeRedisIsAsked() {
        StringWriter error = new StringWriter();

        int exit = Fleet.commandLine().setErr(new PrintWriter(error, true)).execute("add", "gone.json");

        assertThat(error.toString().strip()).isEqualTo("gone.json must be a file but was absent");
        assertThat(exit).isEqualTo(2);
    }

    private static List<Object> echo(RedisCalls calls) {
        return now(calls.run("return {ARGV[1]}", List.of(), List.of("there")));
    }
}
