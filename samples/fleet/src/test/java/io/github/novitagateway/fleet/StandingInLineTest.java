package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of a drawing that stands in line for permits. */
class StandingInLineTest extends WorkingTest {

    private CompletableFuture<Void> running = new CompletableFuture<>();

    @BeforeEach
    void aDrawingStandsInLine() throws Exception {
        quota.shut();
        now(node("").add(TestJobs.job(folder, "a", "a lighthouse")));
        running = worker("one", false).run(stop.asMono()).toFuture();
        await(() -> quota.turnedAway() > 0);
        assertThat(paid("txt2img")).isZero();
    }

    @Test
    void isOrderedWhenThereArePermits() {
        quota.open();

        assertThat(last("a").state()).isEqualTo(JobState.DONE);
        assertThat(paid("txt2img")).isEqualTo(1);
        running.cancel(true);
    }

    @Test
    void isNotOrderedOnceItsJobIsInOtherHands() {
        stolen();
        quota.open();
        int asked = quota.turnedAway();
        for (int beat = 0; beat < 10; beat++) {
            Mono.delay(TAKE_OVER.dividedBy(6)).block(LONG);
            stolen();
        }

        assertThat(quota.turnedAway()).as("nobody stands in line any more").isLessThanOrEqualTo(asked + 1);
        assertThat(paid("txt2img")).isZero();
        assertThat(unfinished()).isZero();
        running.cancel(true);
    }

    @Test
    void isOrderedByANewTryWhenItsJobWasInOtherHandsMeanwhile() {
        stolen(TAKE_OVER.multipliedBy(2));
        await(() -> "2".equals(now(node("").known("a")).get("taken")));
        quota.open();

        assertThat(last("a").state()).isEqualTo(JobState.DONE);
        assertThat(now(node("").known("a"))).containsEntry("tries", "2");
        assertThat(paid("txt2img")).isEqualTo(1);
        running.cancel(true);
    }

    @Test
    void doesNotTakeBackWhatTheHeirIsAboutToOrder() {
        stolen();
        Intended ofTheHeir = new Intended("heir", TaskId.Kind.IMAGE, null, false, "job/a/drawing/0", Instant.now());
        done(journal().append(ofTheHeir));
        quota.open();
        for (int beat = 0; beat < 10; beat++) {
            Mono.delay(TAKE_OVER.dividedBy(6)).block(LONG);
            stolen();
        }

        assertThat(paid("txt2img")).isZero();
        assertThat(unfinished()).isEqualTo(1);
        running.cancel(true);
    }

    @Test
    void isHandedBackWhenTheWorkerIsStopped() throws Exception {
        stop.tryEmitEmpty();

        running.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(now(node("").known("a"))).containsEntry("reason", "handed back by one");
        assertThat(paid("txt2img")).isZero();
    }

    private void stolen() {
        stolen(Duration.ZERO);
    }

    private void stolen(Duration silentSince) {
        String jobs = JobKeys.of(KEY).jobs();
        commands(redis -> redis.xclaim(
                jobs,
                Consumer.from("workers", "thief"),
                XClaimArgs.Builder.minIdleTime(0).idle(silentSince),
                redis.xrange(jobs, Range.unbounded()).get(0).getId()));
    }

    private static void await(BooleanSupplier seen) {
        Instant end = Instant.now().plus(LONG);
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Mono.delay(Duration.ofMillis(20)).block(LONG);
        }
    }
}
