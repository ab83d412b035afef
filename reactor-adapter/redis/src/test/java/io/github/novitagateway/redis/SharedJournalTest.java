package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.api.sync.RedisCommands;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One journal of several nodes: who has what, and what becomes of it when a node is gone. */
class SharedJournalTest extends RedisTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void whatAnAccountHasOutlivesItsKey() {
        ApiKey newKey = ApiKey.of("sk_another_0123456789");
        TaskJournal before = kept(builder().account("studio").build()).journal();
        Intended intent = new Intended(
                "k1", TaskId.Kind.IMAGE, null, false, null, Instant.now(), new Cost("spring", new BigDecimal("1.5")));
        before.append(intent).block(LONG);

        RedisFleet after = kept(RedisFleet.builder(client(), server().uri(), newKey)
                .account("studio")
                .build());
        RedisFleet unnamed =
                kept(RedisFleet.builder(client(), server().uri(), newKey).build());

        assertThat(after.journal().spent("spring").block(LONG)).isEqualByComparingTo("1.5");
        assertThat(after.journal().unfinished().collectList().block(LONG)).hasSize(1);
        assertThat(unnamed.journal().spent("spring").block(LONG)).isZero();
        List<String> keys = redis(redis -> redis.keys("*"));
        assertThat(keys)
                .anyMatch(key -> key.startsWith(RedisFleet.keyPrefix("studio")))
                .noneMatch(key -> key.contains("studio"));
    }

    @Test
    void everyNodeSeesWhatAnyNoted() {
        RedisFleet one = node();
        intend(one, 1);
        one.journal().append(new Stored(SHA, AssetId.of(17), Instant.now())).block(LONG);

        RedisFleet other = node();
        assertThat(keys(other.journal().unfinished())).containsExactly("k1");
        assertThat(Objects.requireNonNull(other.journal().stored(SHA).block(LONG))
                        .asset())
                .isEqualTo(AssetId.of(17));
    }

    @Test
    void whatALivingNodeHoldsIsNobodyElses() throws InterruptedException {
        RedisFleet one = node();
        RedisFleet other = node();
        intend(one, 1);
        intend(other, 2);

        Instant end = Instant.now().plus(TAKE_OVER.multipliedBy(3));
        while (Instant.now().isBefore(end)) {
            assertThat(keys(other.journal().takeOver())).containsExactly("k2");
        }
        assertThat(keys(one.journal().takeOver())).containsExactly("k1");
    }

    @Test
    void whatAClosedNodeHeldIsFreeAtOnce() {
        RedisFleet one = node();
        intend(one, 1);
        one.closeLater().block(LONG);

        assertThat(keys(node().journal().takeOver())).containsExactly("k1");
        assertThatThrownBy(() -> one.journal().unfinished().blockLast(LONG)).isInstanceOf(JournalException.class);
    }

    @Test
    void nodeThatComesBackUnderItsNameHasItsOwnAtOnce() {
        intend(deaf("pod-3"), 1);

        assertThat(keys(node().journal().takeOver())).isEmpty();
        assertThat(keys(kept(builder().node("pod-3").build()).journal().takeOver()))
                .containsExactly("k1");
    }

    @Test
    void ofManyNodesThatRaceEachRequestGoesToOne() {
        int requests = 700;
        RedisFleet gone = deaf("gone");
        Flux.range(0, requests).flatMap(i -> gone.journal().append(intent(i))).blockLast(LONG);
        List<RedisFleet> nodes = IntStream.range(0, 8).mapToObj(i -> node()).toList();

        Set<String> taken = new TreeSet<>();
        awaitTakeOver(nodes, requests, taken);

        assertThat(taken).hasSize(requests);
        assertThat(keys(nodes.get(0).journal().unfinished())).hasSize(requests);
    }

    /** Each node asks until all is taken; whatever two have at once shows as one key taken twice. */
    private static void awaitTakeOver(List<RedisFleet> nodes, int requests, Set<String> taken) {
        Instant end = Instant.now().plus(LONG);
        while (taken.size() < requests && Instant.now().isBefore(end)) {
            List<List<String>> held = Objects.requireNonNull(Flux.fromIterable(nodes)
                    .flatMap(node -> node.journal()
                            .takeOver()
                            .map(task -> task.intent().key())
                            .collectList())
                    .collectList()
                    .block(LONG));
            taken.clear();
            held.forEach(ofOne -> ofOne.forEach(
                    key -> assertThat(taken.add(key)).as("held twice: " + key).isTrue()));
        }
    }

    @Test
    void firstOfAStageAndItsLatestAreKept() {
        RedisFleet node = node();
        TaskId task = TaskId.style("t1");
        intend(node, 1);
        node.journal().append(new Started("k1", task, NOON)).block(LONG);
        Flux.range(0, 90)
                .concatMap(percent -> node.journal()
                        .append(new Observed(task, "TRAINING", (double) percent, NOON.plusSeconds(percent))))
                .blockLast(LONG);

        PaidTask told = node.journal().unfinished().blockLast(LONG);
        assertThat(Objects.requireNonNull(told).observations())
                .extracting(Observed::progressPercent)
                .containsExactly(0.0, 89.0);
    }

    @Test
    void everyKeyHasAnExpiryOrAnOwnerAndNoneTheApiKey() {
        RedisFleet node = node();
        intend(node, 1);
        node.journal().append(new Started("k1", TaskId.style("t1"), NOON)).block(LONG);
        node.journal().append(new Ended(TaskId.style("t1"), "READY", NOON)).block(LONG);
        node.journal().append(new Stored(SHA, AssetId.of("a"), NOON)).block(LONG);

        List<String> all = redis(commands -> commands.keys("*"));
        assertThat(all).hasSize(4).allSatisfy(key -> {
            assertThat(key).startsWith("novita:{").doesNotContain(KEY.value());
            long left = redis(commands -> commands.pttl(key));
            assertThat(left).as(key).isPositive();
        });
        assertThat(node + " " + node.journal()).doesNotContain(KEY.value());
    }

    @Test
    void fleetsOfOtherKeysSeeNothing() {
        intend(node(), 1);

        RedisFleet stranger = kept(RedisFleet.builder(client(), server().uri(), ApiKey.of("another"))
                .build());
        assertThat(keys(stranger.journal().unfinished())).isEmpty();
        assertThat(keys(stranger.journal().takeOver())).isEmpty();
    }

    /** The same figures stand in README. */
    @Test
    void memoryForATaskIsBounded() {
        int tasks = 100;
        RedisFleet node = node();
        Flux<TaskId> ids = Flux.range(0, tasks).map(i -> TaskId.style("11111111-2222-4333-8444-000000000" + (100 + i)));
        ids.index()
                .concatMap(id -> Flux.concat(
                        node.journal().append(intent(id.getT1().intValue())),
                        node.journal().append(new Started("k" + id.getT1(), id.getT2(), NOON)),
                        Flux.just("QUEUED", "TRAINING", "DEPLOYING")
                                .concatMap(stage -> Flux.range(0, 5)
                                        .concatMap(percent -> node.journal()
                                                .append(new Observed(id.getT2(), stage, (double) percent, NOON))))))
                .blockLast(LONG);
        assertThat(memory() / tasks).as("under way").isBetween(2_000L, 4_096L);

        ids.concatMap(id -> node.journal().append(new Ended(id, "READY", NOON))).blockLast(LONG);
        assertThat(memory() / tasks).as("ended").isBetween(400L, 900L);
        redis(RedisCommands::flushall);

        Flux.range(100, tasks)
                .concatMap(
                        i -> node.journal().append(new Stored(SHA.substring(3) + i, AssetId.of("a1b2c3d4" + i), NOON)))
                .blockLast(LONG);
        assertThat(memory() / tasks).as("a picture").isBetween(200L, 600L);
    }

    private long memory() {
        return redis(commands ->
                commands.keys("*").stream().mapToLong(commands::memoryUsage).sum());
    }

    @Test
    void nodesThatHoldNothingAreForgotten() {
        RedisFleet keeper = node();
        intend(keeper, 1);
        intend(deaf("gone"), 2);
        String stream = redis(commands -> commands.keys("*paid")).get(0);

        Instant end = Instant.now().plus(LONG);
        while (keys(keeper.journal().takeOver()).size() < 2 && Instant.now().isBefore(end)) {
            Mono.delay(Duration.ofMillis(50)).block(LONG);
        }
        Mono.delay(TAKE_OVER.plusMillis(100)).block(LONG);
        keeper.journal().takeOver().blockLast(LONG);
        List<Object> known = redis(commands -> commands.xinfoConsumers(stream, "nodes"));
        assertThat(known).hasSize(1);
    }

    /** A node that gives no sign of life, as if it were dead. */
    private RedisFleet deaf(String name) {
        return kept(builder()
                .node(name)
                .heartbeat(Duration.ofMinutes(1))
                .takeOverAfter(Duration.ofMinutes(3))
                .build());
    }

    private static void intend(RedisFleet node, int number) {
        node.journal().append(intent(number)).block(LONG);
    }

    private static Intended intent(int number) {
        return new Intended("k" + number, TaskId.Kind.STYLE, "n" + number, true, null, NOON);
    }

    private static List<String> keys(Flux<PaidTask> tasks) {
        return Objects.requireNonNull(
                tasks.map(task -> task.intent().key()).collectList().block(LONG));
    }
}
