package io.github.novitagateway.redis;

import io.github.novitagateway.redis.Post.Message;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;

/**
 * What wakes the watches of this node when there is something to see for them: messages about their tasks and, since
 * those get lost, a glance at all tasks together from time to time.
 */
final class Lookout {

    private static final int TASKS_A_GLANCE = 100;

    private final Board board;
    private final Map<TaskId, List<Sleeper>> sleepers = new ConcurrentHashMap<>();
    private final Flux<Void> work;

    Lookout(Board board) {
        this.board = board;
        this.work = Flux.merge(
                        ticks(),
                        board.post().messages().doOnNext(this::told).then(),
                        board.redis().<Void>ending())
                .share();
    }

    /** Who wants to be woken. */
    interface Watcher {

        TaskId id();

        /** {@return behind which nothing was seen yet} */
        String place();

        /** {@return whether to be woken though nothing was said} */
        boolean isRestless();

        /** Tells that somebody should ask for the task. */
        void doubt();
    }

    private record Sleeper(Watcher watcher, FluxSink<Watcher> bed) {

        void wake() {
            bed.next(watcher);
        }
    }

    /** Shared by all who subscribe; nobody is woken without it. Ends in an error when the fleet is closed. */
    Flux<Void> work() {
        return work;
    }

    /** Wakes at once, and whenever there may be something to see; it does not keep more than one call in mind. */
    Flux<Watcher> wakes(Watcher watcher) {
        return Flux.create(
                bed -> {
                    Sleeper sleeper = new Sleeper(watcher, bed);
                    sleepers.merge(watcher.id(), List.of(sleeper), Lookout::together);
                    bed.onDispose(() -> sleepers.computeIfPresent(watcher.id(), (id, all) -> without(all, sleeper)));
                    sleeper.wake();
                },
                OverflowStrategy.LATEST);
    }

    private static List<Sleeper> together(List<Sleeper> some, List<Sleeper> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }

    private static @Nullable List<Sleeper> without(List<Sleeper> all, Sleeper one) {
        List<Sleeper> rest = all.stream().filter(other -> !other.equals(one)).toList();
        return rest.isEmpty() ? null : rest;
    }

    private void told(Message message) {
        for (Sleeper sleeper : sleepers.getOrDefault(message.task(), List.of())) {
            if (message.subject() == Subject.DOUBT) {
                sleeper.watcher().doubt();
            }
            sleeper.wake();
        }
    }

    private Flux<Void> ticks() {
        return Flux.interval(board.settings().heartbeat(), board.settings().scheduler())
                .onBackpressureDrop()
                .concatMap(tick -> glances(), 0);
    }

    /** While Redis is away there is nothing to see. */
    private Mono<Void> glances() {
        return Flux.concat(glances(false), glances(true)).onErrorComplete().then();
    }

    private Flux<Void> glances(boolean drawings) {
        return Flux.fromIterable(sleepers.values())
                .flatMapIterable(all -> all)
                .filter(sleeper -> Board.isDrawing(sleeper.watcher().id()) == drawings)
                .buffer(TASKS_A_GLANCE)
                .concatMap(some -> glance(drawings, some), 0);
    }

    private Mono<Void> glance(boolean drawings, List<Sleeper> some) {
        return board.news(drawings, some.stream().map(Sleeper::watcher).toList())
                .doOnNext(at -> some.get(at).wake())
                .doOnComplete(() -> some.stream()
                        .filter(sleeper -> sleeper.watcher().isRestless())
                        .forEach(Sleeper::wake))
                .then();
    }
}
