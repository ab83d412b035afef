package io.github.novitagateway.redis;

import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.redis.Board.Said;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One subscriber's watch of a task that some node asks for: it looks at what was said when it is told to, and from time
 * to time, since messages get lost. In doubt, and when nothing was said for long, it asks for itself.
 */
final class SharedWatch<S extends TaskSnapshot> {

    private static final int LONGEST_BACKLOG = 16;

    private final Board board;
    private final TaskId id;
    private final Kind<S> kind;
    private volatile String place = Board.BEGINNING;
    private volatile long heardAt;
    private volatile @Nullable S last;

    SharedWatch(Board board, TaskId id, Kind<S> kind) {
        this.board = board;
        this.id = id;
        this.kind = kind;
        this.heardAt = kind.asksFirst() ? Long.MIN_VALUE / 2 : now();
    }

    /**
     * What differs between trainings and drawings.
     *
     * @param ask asks the service once, and again until it answers
     * @param longestSilence after which a watch asks for itself
     * @param asksFirst whether a watcher asks before anything was said of the task
     */
    record Kind<S>(
            Function<TaskId, Mono<S>> ask,
            Function<S, List<String>> words,
            BiFunction<TaskId, List<String>, S> read,
            Duration deadline,
            Duration longestSilence,
            boolean asksFirst) {}

    /**
     * To be called once.
     *
     * @param work what this node does meanwhile so that something is said
     */
    Flux<S> statuses(Flux<?> work) {
        return Flux.merge(
                        looks(),
                        work.thenMany(Flux.<S>empty()),
                        Mono.defer(this::expiry),
                        board.redis().ending())
                .takeUntil(TaskSnapshot::terminal);
    }

    /** Asking takes its time, and what others say is heard meanwhile. */
    private Flux<S> looks() {
        Duration often = board.settings().heartbeat();
        Flux<Boolean> ticks = Flux.interval(
                        Duration.ZERO, often, board.settings().scheduler())
                .map(tick -> false);
        Flux<Boolean> messages = board.post().about(id).map(message -> message.subject() == Subject.DOUBT);
        return Flux.merge(ticks.onBackpressureDrop(), messages)
                .onBackpressureBuffer(LONGEST_BACKLOG, BufferOverflowStrategy.DROP_OLDEST)
                .concatMap(this::look, 0)
                .publish(looks -> Flux.merge(
                        looks.ofType(Said.class).map(this::heard),
                        looks.ofType(Nothing.class).onBackpressureDrop().concatMap(this::asked, 0)));
    }

    /**
     * What makes one ask.
     *
     * @param behind the place behind which nothing was said
     */
    private record Nothing(String behind) {}

    /** While Redis is away there is nothing to see. */
    private Flux<Record> look(boolean inDoubt) {
        return board.look(id, place)
                .collectList()
                .onErrorComplete()
                .flatMapMany(said -> said.isEmpty() && (inDoubt || isSilent())
                        ? Flux.just(new Nothing(place))
                        : Flux.fromIterable(said));
    }

    private Mono<S> asked(Nothing said) {
        return kind.ask()
                .apply(id)
                .doOnNext(answer -> heardAt = now())
                .flatMap(answer -> board.say(
                        id, said.behind(), answer.terminal(), kind.words().apply(answer)))
                .then(Mono.empty());
    }

    private S heard(Said said) {
        place = said.place();
        heardAt = now();
        S status = kind.read().apply(id, said.words());
        last = status;
        return status;
    }

    private boolean isSilent() {
        return now() - heardAt > kind.longestSilence().toMillis();
    }

    private long now() {
        return board.settings().scheduler().now(TimeUnit.MILLISECONDS);
    }

    private Mono<S> expiry() {
        return Mono.delay(kind.deadline(), board.settings().scheduler())
                .flatMap(due -> Mono.error(
                        new PollingTimeoutException(id, last, "no terminal state within " + kind.deadline(), null)));
    }
}
