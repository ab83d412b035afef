package io.github.novitagateway.redis;

import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.redis.Board.Said;
import io.github.novitagateway.redis.Lookout.Watcher;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One subscriber's watch of a task that some node asks for: it looks at what was said whenever it is woken. In doubt,
 * and when nothing was said for long, it asks for itself.
 */
final class SharedWatch<S extends TaskSnapshot> implements Watcher {

    /** One asks, while what others say is heard. */
    private static final int ASKING_AND_HEARING = 2;

    private final Board board;
    private final TaskId id;
    private final Kind<S> kind;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean inDoubt = new AtomicBoolean();
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
    Flux<S> statuses(Lookout lookout, Flux<?> work) {
        return Flux.merge(
                        lookout.wakes(this).concatMap(woken -> look(), 0).flatMap(this::seen, ASKING_AND_HEARING, 1),
                        work.thenMany(Flux.<S>empty()),
                        Mono.defer(this::expiry))
                .takeUntil(TaskSnapshot::terminal);
    }

    /**
     * What makes one ask.
     *
     * @param behind the place behind which nothing was said
     */
    private record Nothing(String behind) {}

    /**
     * While Redis is away there is nothing to see, and the doubt remains. What asked Redis is not kept until the next.
     */
    private Flux<Record> look() {
        boolean doubts = inDoubt.getAndSet(false);
        return board.look(id, place)
                .collectList()
                .doOnError(unseen -> inDoubt.compareAndSet(false, doubts))
                .onErrorComplete()
                .flatMapMany(said -> said.isEmpty() && (doubts || isSilent())
                        ? Flux.just(new Nothing(place))
                        : Flux.fromIterable(said))
                .onTerminateDetach();
    }

    private Mono<S> seen(Record seen) {
        if (seen instanceof Said said) {
            return Mono.just(heard(said));
        }
        return asking.compareAndSet(false, true)
                ? asked((Nothing) seen).doFinally(end -> asking.set(false))
                : Mono.empty();
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

    @Override
    public TaskId id() {
        return id;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public boolean isRestless() {
        return inDoubt.get() || isSilent();
    }

    @Override
    public void doubt() {
        inDoubt.set(true);
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
