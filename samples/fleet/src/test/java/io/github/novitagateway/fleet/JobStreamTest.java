package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.fleet.JobStream.Backlog;
import io.github.novitagateway.redis.RedisFleet;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What nodes do to each other's jobs. */
class JobStreamTest extends RedisTest {

    @Test
    void aJobIsAddedOnce() throws Exception {
        JobStream node = node("one");
        assertThat(now(node.add(job("a")))).isTrue();
        assertThat(now(node.add(job("a")))).isFalse();
        assertThat(now(node.backlog())).isEqualTo(new Backlog(1, 0));
    }

    @Test
    void aScriptIsSentAsTextOnlyToARedisThatHasNotSeenIt() {
        JobStream node = node("one");
        now(node.known("a").repeat(4).count());
        assertThat(calls("eval")).isEqualTo(1);
        assertThat(calls("evalsha")).isEqualTo(5);
        commands(RedisCommands::scriptFlush);
        now(node.known("a").repeat(4).count());
        assertThat(calls("eval")).isEqualTo(2);
    }

    private long calls(String command) {
        return commands(redis -> redis.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    @Test
    void aJobGoesToOneNodeOnly() throws Exception {
        JobStream one = node("one");
        now(one.add(job("a")));
        assertThat(taken(one).id()).isEqualTo("a");
        assertThat(now(node("other").take(5, Set.of()).collectList())).isEmpty();
    }

    @Test
    void whatASilentNodeHeldIsTakenOverAndCountsAsATry() throws Exception {
        JobStream lost = node("lost");
        now(lost.add(job("a")));
        TakenJob first = taken(lost);
        done(lost.note(first, JobNotes.none().with("counted", first.tries())));
        TakenJob second = taken(node("heir"));
        assertThat(second.id()).isEqualTo("a");
        assertThat(second.tries()).isEqualTo(2);
        assertThatThrownBy(() -> done(lost.note(first, JobNotes.of(JobState.TRAINING))))
                .isInstanceOf(LostJobException.class)
                .hasMessageContaining("a was taken over");
        assertThatThrownBy(() -> done(lost.end(first, JobNotes.of(JobState.DONE))))
                .isInstanceOf(LostJobException.class);
        assertThat(now(lost.renew(Set.of(first.entry())))).isEmpty();
        assertThat(now(lost.backlog())).isEqualTo(new Backlog(1, 1));
    }

    @Test
    void whatNeverArrivedWasNoTry() throws Exception {
        JobStream lost = node("lost");
        now(lost.add(job("a")));
        taken(lost);

        assertThat(taken(node("heir")).tries()).isEqualTo(1);
    }

    @Test
    void whatANodeWorksOnIsNotGivenToItAgainHoweverLongItWasSilent() throws Exception {
        JobStream node = node("one");
        now(node.add(job("a")));
        now(node.add(job("b")));
        Set<String> held = Set.of(taken(node).entry());

        List<TakenJob> more = now(node.take(5, held).collectList().delaySubscription(TAKE_OVER.plusMillis(100)));

        assertThat(more).extracting(TakenJob::id).containsExactly("b");
        assertThat(now(node("other").take(5, Set.of()).collectList())).isEmpty();
    }

    @Test
    void whatComesBackToANodeThatHadLostItIsHeldAnew() throws Exception {
        JobStream node = node("one");
        JobStream heir = node("heir");
        now(node.add(job("a")));
        TakenJob lost = taken(node);
        TakenJob inherited = now(heir.take(1, Set.of()).next().delaySubscription(TAKE_OVER.plusMillis(100)));
        done(heir.handBack(inherited, "on its way out"));

        TakenJob again = now(node.take(1, Set.of(lost.entry())).next());

        JobNotes news = JobNotes.none().with("percent", 10);
        assertThatThrownBy(() -> done(node.note(lost, news))).isInstanceOf(LostJobException.class);
        assertThatThrownBy(() -> done(node.handBack(lost, "late"))).isInstanceOf(LostJobException.class);
        assertThatThrownBy(() -> done(node.end(lost, JobNotes.of(JobState.DONE))))
                .isInstanceOf(LostJobException.class);
        done(node.note(again, news));
    }

    @Test
    void aSecondEntryOfTheSameIdIsNoJob() throws Exception {
        JobStream node = node("one");
        now(node.add(job("a")));
        TakenJob first = taken(node);
        String again = StyleJobs.write(job("a"));
        commands(redis -> redis.xadd(JobKeys.of(KEY).jobs(), "id", "a", "job", again));

        assertThat(now(node("other").take(5, Set.of()).collectList())).isEmpty();
        assertThat(now(node.backlog())).isEqualTo(new Backlog(1, 1));
        done(node.end(first, JobNotes.of(JobState.DONE)));
        assertThat(now(node.backlog())).isEqualTo(new Backlog(0, 0));
    }

    @Test
    void whatIsRenewedIsNotTakenOver() throws Exception {
        JobStream alive = node("alive");
        now(alive.add(job("a")));
        TakenJob job = taken(alive);
        for (int i = 0; i < 6; i++) {
            assertThat(now(alive.renew(Set.of(job.entry())))).containsExactly(job.entry());
            assertThat(now(node("other").take(1, Set.of()).collectList().delaySubscription(TAKE_OVER.dividedBy(4))))
                    .isEmpty();
        }
    }

    @Test
    void whatIsHandedBackIsTakenAtOnceAndWasNoTry() throws Exception {
        JobStream leaving = node("leaving");
        now(leaving.add(job("a")));
        done(leaving.handBack(taken(leaving), "handed back by leaving"));
        TakenJob again = now(node("heir").take(1, Set.of()).next());
        assertThat(again.tries()).isEqualTo(1);
        assertThat(now(leaving.known("a"))).containsEntry("node", "").containsEntry("reason", "handed back by leaving");
    }

    @Test
    void whatFailedIsTakenAfterThePause() throws Exception {
        JobStream node = node("one");
        now(node.add(job("a")));
        done(node.tryLater(taken(node), Duration.ofMillis(300), true, "overload"));
        assertThat(now(node.take(1, Set.of()).collectList())).isEmpty();
        assertThat(taken(node).tries()).isEqualTo(2);
    }

    @Test
    void allDeadLettersAreToldHoweverManyThereAre() {
        int letters = 1001;
        commands(redis -> {
            for (int letter = 0; letter < letters; letter++) {
                redis.xadd(JobKeys.of(KEY).dead(), "id", "job-" + letter, "reason", "no such picture");
            }
            return letters;
        });

        assertThat(now(node("one").dead())).hasSize(letters);
    }

    @Test
    void deadLettersTellTheirReason() throws Exception {
        JobStream node = node("one");
        now(node.add(job("a")));
        done(node.end(taken(node), JobNotes.of(JobState.DEAD).reason("no such picture")));
        assertThat(now(node.dead())).containsOnlyKeys("a").containsValue("no such picture");
        assertThat(now(node.backlog())).isEqualTo(new Backlog(0, 0));
        long left = commands(redis -> redis.pttl(JobKeys.of(KEY).job("a")));
        assertThat(left).isPositive().isLessThanOrEqualTo(JobStream.KEPT.toMillis());
    }

    @Test
    void nodesThatAreGoneAreForgotten() throws Exception {
        JobStream gone = node("gone");
        now(gone.add(job("a")));
        TakenJob job = taken(gone);
        TakenJob taken = taken(node("heir"));
        assertThat(taken.entry()).isEqualTo(job.entry());
        now(node("heir").renew(Set.of(taken.entry())).delaySubscription(TAKE_OVER.plusMillis(100)));
        List<Object> nodes =
                commands(redis -> redis.xinfoConsumers(JobKeys.of(KEY).jobs(), "workers"));
        assertThat(nodes).hasSize(1).first().asString().contains("heir");
    }

    @Test
    void everySubscriberSeesAllStepsInTheirOrderThroughARestartOfRedis() throws Exception {
        JobStream node = node("one");
        var early =
                node.feed().takeUntil(job -> job.state().isEnd()).collectList().toFuture();
        now(node.add(job("a")));
        TakenJob job = taken(node);
        done(node.note(job, JobNotes.of(JobState.UPLOADING)));
        redis().kill();
        var training = node.note(job, JobNotes.of(JobState.TRAINING)).toFuture();
        redis().startAgain();
        training.get(LONG.toSeconds(), TimeUnit.SECONDS);
        done(node.note(job, JobNotes.of(JobState.DRAWING)));
        done(node.note(job, JobNotes.of(JobState.DRAWING)));
        done(node.end(job, JobNotes.of(JobState.DONE)));
        assertThat(early.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .extracting(JobView::state)
                .containsExactly(
                        JobState.QUEUED, JobState.UPLOADING, JobState.TRAINING, JobState.DRAWING, JobState.DONE);
        assertThat(seen(node("late"), view -> view.state().isEnd())).hasSize(5);
    }

    @Test
    void noKeyInRedisHoldsTheApiKeyAndAllLieBesideThoseOfTheJournal() throws Exception {
        now(node("one").add(job("a")));
        String prefix = RedisFleet.builder(client(), uri(), KEY)
                .build()
                .toString()
                .replaceAll("RedisFleet\\[(.*), node.*", "$1");
        List<String> keys = commands(redis -> redis.keys("*"));
        assertThat(keys).hasSize(3).allMatch(key -> key.startsWith(prefix) && !key.contains(KEY.value()));
    }

    private StyleJob job(String id) throws IOException {
        return TestJobs.job(folder, id);
    }
}
