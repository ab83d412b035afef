package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.redis.Board.Said;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.redis.Right.Turn;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who may say something of a task that many nodes watch, and what a watch does when nobody does. */
class SharedBoardTest extends RedisTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final TaskId DRAWING = TaskId.image("22222222-3333-4444-8555-000000000001");

    private static final String SAID = Keys.of(KEY).of("said", DRAWING);

    private final Queue<Instant> questions = new ConcurrentLinkedQueue<>();

    @AfterEach
    void forget() {
        questions.clear();
    }

    @Test
    void whoeverLostTheRightSaysNothingMore() {
        Board slow = board("slow");
        Board next = board("next");
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
        Board board = board("node");
        assertThat(turn(board).mine()).isTrue();

        board.say(TRAINING, true, List.of("0", "end")).block(LONG);
        board.say(TRAINING, false, List.of("0", "begun")).block(LONG);

        assertThat(said(board)).containsExactly(List.of("0", "end"));
    }

    @Test
    void watchAsksForItselfAfterALongSilence() {
        Duration silence = Duration.ofSeconds(2);
        Instant begin = Instant.now();

        GenerationStatus told = watch(silence, Duration.ofHours(1)).blockFirst(LONG);

        assertThat(Objects.requireNonNull(told).rawState()).isEqualTo("TASK_STATUS_QUEUED");
        assertThat(questions).hasSize(1).allMatch(asked -> asked.isAfter(begin.plus(silence)));
    }

    @Test
    void watchSeesWhatNoMessageToldOf() {
        List<Object> entry = new ArrayList<>(List.of("end", "0"));
        Words.of(queued("unheard of")).forEach(word -> entry.addAll(List.of("word", word)));

        GenerationStatus told = watch(Duration.ofHours(1), Duration.ofHours(1))
                .mergeWith(Mono.delay(HEARTBEAT.multipliedBy(4))
                        .publishOn(Schedulers.boundedElastic())
                        .doOnNext(later -> redis(commands -> commands.xadd(SAID, entry.toArray())))
                        .then(Mono.empty()))
                .blockFirst(LONG);

        assertThat(Objects.requireNonNull(told).rawState()).isEqualTo("unheard of");
    }

    @Test
    void messageWakesAWatchBeforeItsNextGlance() {
        Board slow = board("slow", Duration.ofMinutes(2));
        Board says = board("says");
        assertThat(turn(says.right(DRAWING)).mine()).isTrue();

        GenerationStatus told = firstHeard(slow, tick -> says.say(DRAWING, false, Words.of(queued("word " + tick))));

        assertThat(told.rawState()).startsWith("word ");
    }

    @Test
    void watchInDoubtAsksForItself() {
        Board board = board("node", Duration.ofMinutes(2));

        GenerationStatus told = firstHeard(board, tick -> board.post().send(Subject.DOUBT, DRAWING, ""));

        assertThat(told.rawState()).isEqualTo("TASK_STATUS_QUEUED");
        assertThat(questions).isNotEmpty();
    }

    /** Of a watch, while something is told again and again: the first time may be before it listens. */
    private GenerationStatus firstHeard(Board board, Function<Long, Mono<Void>> telling) {
        return Objects.requireNonNull(watch(board, Duration.ofHours(1), Duration.ofHours(1))
                .mergeWith(Flux.interval(HEARTBEAT)
                        .onBackpressureDrop()
                        .concatMap(telling)
                        .then(Mono.empty()))
                .blockFirst(LONG));
    }

    @Test
    void watchEndsAtItsDeadline() {
        Duration deadline = Duration.ofSeconds(1);

        assertThatThrownBy(() -> watch(Duration.ofHours(1), deadline).blockLast(LONG))
                .isInstanceOf(PollingTimeoutException.class)
                .hasMessageContaining("no terminal state within PT1S");
        assertThat(questions).isEmpty();
    }

    private Flux<GenerationStatus> watch(Duration silence, Duration deadline) {
        return watch(board("node"), silence, deadline);
    }

    private Flux<GenerationStatus> watch(Board board, Duration silence, Duration deadline) {
        Mono<GenerationStatus> ask = Mono.fromSupplier(() -> {
            questions.add(Instant.now());
            return queued("TASK_STATUS_QUEUED");
        });
        Lookout lookout = new Lookout(board);
        return new SharedWatch<>(
                        board,
                        DRAWING,
                        new SharedWatch.Kind<>(id -> ask, Words::of, Words::drawing, deadline, silence, false))
                .statuses(lookout, lookout.work());
    }

    private static GenerationStatus queued(String word) {
        return new GenerationStatus(DRAWING, word, "", null, null, List.of(), null, null);
    }

    private Board board(String node) {
        return board(node, HEARTBEAT);
    }

    private Board board(String node, Duration heartbeat) {
        return board(node, heartbeat, TAKE_OVER, Schedulers.parallel());
    }

    private static Turn turn(Board board) {
        return turn(board.right());
    }

    private static Turn turn(Right right) {
        return Objects.requireNonNull(right.turns().blockFirst(LONG));
    }

    private static List<List<String>> said(Board board) {
        return Objects.requireNonNull(board.look(TRAINING, Board.BEGINNING + "-1")
                .map(Said::words)
                .collectList()
                .block(LONG));
    }
}
