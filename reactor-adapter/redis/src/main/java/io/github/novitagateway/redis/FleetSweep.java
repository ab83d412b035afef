package io.github.novitagateway.redis;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.redis.Right.Turn;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A node's readiness to walk the list of trainings for the whole fleet, which one node at a time does. It lasts as long
 * as anybody of this node watches a training.
 */
final class FleetSweep {

    private final BiFunction<Set<TaskId>, Duration, Flux<TaskStatus>> watchAll;
    private final Board board;

    FleetSweep(BiFunction<Set<TaskId>, Duration, Flux<TaskStatus>> watchAll, Board board) {
        this.watchAll = watchAll;
        this.board = board;
    }

    /** To be subscribed to once for all watches of this node. */
    Flux<Void> work() {
        return Flux.defer(this::sweeps);
    }

    private Flux<Void> sweeps() {
        Walk walk = new Walk(board.settings().scheduler());
        return board.right()
                .turns()
                .map(Turn::tasks)
                .filter(walk::begins)
                .switchMap(tasks -> tasks.isEmpty() ? Flux.empty() : sweep(tasks, walk));
    }

    private Flux<Void> sweep(Set<TaskId> tasks, Walk walk) {
        return watchAll.apply(tasks, board.settings().sweepInterval())
                .concatMap(status -> said(status, walk))
                .onErrorResume(failed -> failed instanceof GatewayClosedException ? Flux.empty() : doubted(walk));
    }

    private Mono<Void> said(TaskStatus status, Walk walk) {
        return board.say(status.taskId(), status.terminal(), Words.of(status))
                .doOnSuccess(done -> walk.told(status.taskId(), status.terminal()));
    }

    /** What is left has failed: whoever watches it asks for itself, and is told why. */
    private Flux<Void> doubted(Walk walk) {
        return Flux.fromIterable(walk.given())
                .concatMap(id -> board.post().send(Subject.DOUBT, id, "").onErrorComplete())
                .doOnComplete(walk::forget);
    }

    /**
     * What is walked for. Others are taken in when each that is walked for was told once, so that they cannot keep a
     * walk from its end, or after a minute, since some may never be told; what need not be walked for ends it at once.
     */
    private static final class Walk {

        private static final long LONGEST_MILLIS = 60_000;

        private final Scheduler scheduler;
        private final Set<TaskId> known = new HashSet<>();
        private final Set<TaskId> untold = new HashSet<>();
        private long since;

        Walk(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        synchronized boolean begins(Set<TaskId> tasks) {
            long now = scheduler.now(TimeUnit.MILLISECONDS);
            boolean isDue = tasks.isEmpty() || untold.isEmpty() || now - since > LONGEST_MILLIS;
            if (!isDue || tasks.equals(known)) {
                return false;
            }
            forget();
            known.addAll(tasks);
            untold.addAll(tasks);
            since = now;
            return true;
        }

        synchronized void told(TaskId id, boolean isEnd) {
            untold.remove(id);
            if (isEnd) {
                known.remove(id);
            }
        }

        synchronized List<TaskId> given() {
            return List.copyOf(known);
        }

        synchronized void forget() {
            known.clear();
            untold.clear();
        }
    }
}
