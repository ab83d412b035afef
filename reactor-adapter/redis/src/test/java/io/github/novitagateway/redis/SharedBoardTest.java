package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.redis.Board.Said;
import io.github.novitagateway.redis.Right.Turn;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Who may say something of a task that many nodes watch, and what a watch does when nobody does. */
class SharedBoardTest extends RedisTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final TaskId DRAWING = TaskId.image("22222222-3333-4444-8555-000000000001");

    private final List<RedisLink> links = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();

    @AfterEach
    void hangUp() {
        links.forEach(link -> link.close().toCompletableFuture().join());
    }

    @Test
    void whoeverLostTheRightSaysNothingMore() {
        Board slow = board("slow", Schedulers.parallel());
        Board next = board("next", Schedulers.parallel());
        assertThat(turn(slow).mine()).isTrue();
        assertThat(turn(next).mine())
                .as("taken over from a node that gave it back")
                .isTrue();

        slow.say(TRAINING, false, List.of("0", "old")).block(LONG);
        next.say(TRAINING, false, List.of("0", "new")).block(LONG);
        slow.say(TRAINING, false, List.of("0", "older")).block(LONG);

        assertThat(said(next)).containsExactly(List.of("0", "new"));
    }

    @Test
    void nothingIsSaidBehindAnEnd() {
        Board board = board("node", Schedulers.parallel());
        assertThat(turn(board).mine()).isTrue();

        board.say(TRAINING, true, List.of("0", "end")).block(LONG);
        board.say(TRAINING, false, List.of("0", "begun")).block(LONG);

        assertThat(said(board)).containsExactly(List.of("0", "end"));
    }

    @Test
    void watchAsksForItselfAfterAQuarterOfAnHourOfSilence() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        Queue<GenerationStatus> told = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> watch = watch(board("node", time), Duration.ofHours(1))
                .doOnNext(told::add)
                .then()
                .toFuture();

        time.advanceTimeBy(Duration.ofMinutes(14));
        pass(time, 20);
        assertThat(questions).as("while others may still say something").hasValue(0);
        time.advanceTimeBy(Duration.ofMinutes(1));

        await("it asks", time, () -> !told.isEmpty());
        pass(time, 20);
        assertThat(questions).hasValue(1);
        assertThat(told).extracting(GenerationStatus::rawState).containsExactly("TASK_STATUS_QUEUED");
        watch.cancel(true);
    }

    @Test
    void watchEndsAtItsDeadline() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        CompletableFuture<GenerationStatus> watch =
                watch(board("node", time), Duration.ofMinutes(10)).last().toFuture();

        time.advanceTimeBy(Duration.ofMinutes(10).minusMillis(1));
        assertThat(watch).isNotDone();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(watch)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(PollingTimeoutException.class)
                .withMessageContaining("no terminal state within PT10M");
    }

    private Flux<GenerationStatus> watch(Board board, Duration deadline) {
        GenerationStatus queued =
                new GenerationStatus(DRAWING, "TASK_STATUS_QUEUED", "", null, null, List.of(), null, null);
        return new SharedWatch<>(
                        board,
                        DRAWING,
                        new SharedWatch.Kind<>(
                                id -> Mono.fromSupplier(() -> {
                                    questions.incrementAndGet();
                                    return queued;
                                }),
                                Words::of,
                                Words::drawing,
                                deadline,
                                false))
                .statuses(Flux.never());
    }

    private Board board(String node, Scheduler scheduler) {
        FleetSettings settings = new FleetSettings(
                Keys.of(KEY),
                node,
                HEARTBEAT,
                TAKE_OVER,
                Duration.ofSeconds(5),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofSeconds(5),
                scheduler,
                InstantSource.system());
        RedisLink link = new RedisLink(client(), server().uri(), settings.timeout(), scheduler);
        links.add(link);
        return new Board(link, new Post(link, client(), server().uri(), settings), settings);
    }

    private static Turn turn(Board board) {
        return Objects.requireNonNull(board.right().turns().blockFirst(LONG));
    }

    private static List<List<String>> said(Board board) {
        return Objects.requireNonNull(board.look(TRAINING, Board.BEGINNING + "-1")
                .map(Said::words)
                .collectList()
                .block(LONG));
    }

    /** Heartbeats, each with the time that Redis takes to answer. */
    private static void pass(VirtualTimeScheduler time, int heartbeats) {
        for (int beat = 0; beat < heartbeats; beat++) {
            time.advanceTimeBy(HEARTBEAT);
            Mono.delay(Duration.ofMillis(20)).block(LONG);
        }
    }

    private static void await(String what, VirtualTimeScheduler time, BooleanSupplier seen) {
        Instant end = Instant.now().plus(LONG);
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            pass(time, 1);
        }
    }
}
