package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
