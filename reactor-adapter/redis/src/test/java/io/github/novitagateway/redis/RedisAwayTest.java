package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A Redis that is killed, and comes back over what it had on the disk. */
class RedisAwayTest extends RedisTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    /** As README has them. */
    private static final String COMMANDS = "+@connection +@read +@write +@stream +@scripting +@pubsub +time";

    private static final Intended INTENT =
            new Intended("k1", TaskId.Kind.IMAGE, null, false, null, Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void nothingIsTakenWhileRedisIsAwayAndAllIsThereAgainAfterwards() throws IOException {
        RedisFleet node = kept(builder().timeout(Duration.ofSeconds(1)).build());
        node.journal().append(INTENT).block(LONG);

        server().kill();
        Instant begin = Instant.now();
        assertThatThrownBy(() -> node.journal().append(intent("k2")).block(LONG))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("the journal in Redis cannot be used: ");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        server().begin();

        node.journal()
                .append(intent("k3"))
                .retryWhen(Retry.fixedDelay(200, Duration.ofMillis(100)))
                .block(LONG);
        assertThat(node.journal()
                        .takeOver()
                        .map(task -> task.intent().key())
                        .collectList()
                        .block(LONG))
                .contains("k1", "k3");
    }

    @Test
    void redisThatHangsIsLeftInTimeAndClosingDoesNotWaitForIt() throws Exception {
        RedisFleet closed = kept(builder().timeout(Duration.ofMillis(500)).build());
        RedisFleet node = kept(builder().timeout(Duration.ofMillis(500)).build());
        closed.journal().append(INTENT).block(LONG);
        node.journal().append(intent("k2")).block(LONG);
        int connections = connections();
        server().signal("STOP");
        try {
            assertThatThrownBy(() -> node.journal().append(intent("k3")).block(LONG))
                    .isInstanceOf(JournalException.class);
            closed.closeLater().block(Duration.ofSeconds(5));
        } finally {
            server().signal("CONT");
        }

        node.journal()
                .append(intent("k4"))
                .retryWhen(Retry.fixedDelay(50, Duration.ofMillis(100)))
                .block(LONG);
        assertThat(node.journal()
                        .unfinished()
                        .map(task -> task.intent().key())
                        .collectList()
                        .block(LONG))
                .contains("k1", "k2", "k4");
        assertThat(connections()).as("the one that hung is given up").isLessThan(connections);
    }

    @Test
    void aNodeThatAsksForNothingElseLivesOnAfterRedisHung() throws Exception {
        RedisFleet quiet = kept(builder().timeout(Duration.ofMillis(500)).build());
        RedisFleet other = node();
        quiet.journal().append(INTENT).block(LONG);
        server().signal("STOP");
        try {
            assertThatThrownBy(() -> quiet.journal().append(intent("k2")).block(LONG))
                    .isInstanceOf(JournalException.class);
        } finally {
            server().signal("CONT");
        }

        Mono<List<String>> takenOver = other.journal()
                .takeOver()
                .map(task -> task.intent().key())
                .collectList()
                .delaySubscription(TAKE_OVER.multipliedBy(2));

        assertThat(takenOver.block(LONG)).doesNotContain("k1");
    }

    @Test
    void redisWithoutMemoryTakesNoIntentAndOneThatHasSomeAgainDoes() {
        RedisFleet node = node();
        redis(commands -> commands.configSet("maxmemory", "1"));
        try {
            assertThatThrownBy(() -> node.journal().append(INTENT).block(LONG))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("OOM");
        } finally {
            redis(commands -> commands.configSet("maxmemory", "0"));
        }

        node.journal().append(INTENT).block(LONG);
        assertThat(node.journal().unfinished().collectList().block(LONG)).hasSize(1);
    }

    private int connections() {
        return redis(commands -> commands.clientList().lines().toList()).size();
    }

    @Test
    void redisThatIsNotThereIsToldInTime() {
        RedisFleet node = kept(RedisFleet.builder(client(), RedisURI.create("127.0.0.1", 1), KEY)
                .timeout(Duration.ofSeconds(2))
                .build());

        assertThatThrownBy(() -> node.journal().unfinished().blockLast(LONG)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> node.journal().stored("00").block(LONG)).isInstanceOf(JournalException.class);
    }

    @Test
    void userWhoMayNoMoreThanIsDocumentedIsEnough() {
        redis(commands -> commands.dispatch(
                CommandType.ACL,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .addValues(("SETUSER novita on >secret ~novita:* &novita:* " + COMMANDS).split(" "))));
        RedisURI uri = server().uri();
        uri.setCredentialsProvider(RedisCredentialsProvider.from(() -> RedisCredentials.just("novita", "secret")));
        RedisFleet node = kept(RedisFleet.builder(client(), uri, KEY).build());

        node.journal().append(INTENT).block(LONG);
        assertThat(node.journal().takeOver().collectList().block(LONG)).hasSize(1);
        assertThat(node.toString()).doesNotContain("secret");
    }

    private static Intended intent(String key) {
        return new Intended(key, TaskId.Kind.IMAGE, null, false, null, INTENT.at());
    }
}
