package io.github.novitagateway.redis;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.redis.Right.Turn;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A node's readiness to walk the list of trainings for the whole fleet, which one node at a time does. It lasts as long
 * as anybody of this node watches a training.
 */
final class FleetSweep {

    private final NovitaGateway novita;
    private final Board board;
    private final Flux<Void> work;

    FleetSweep(NovitaGateway novita, Board board) {
        this.novita = novita;
        this.board = board;
        this.work = Flux.defer(this::sweeps).share();
    }

    /** Shared by all who subscribe. */
    Flux<Void> work() {
        return work;
    }

    /** A walk goes on until others are watched than those that it knows, or another node has the right. */
    private Flux<Void> sweeps() {
        Set<TaskId> known = ConcurrentHashMap.newKeySet();
        return board.right()
                .turns()
                .map(Turn::tasks)
                .filter(tasks -> !tasks.equals(known))
                .doOnNext(tasks -> {
                    known.clear();
                    known.addAll(tasks);
                })
                .switchMap(tasks -> tasks.isEmpty() ? Flux.empty() : sweep(tasks, known));
    }

    private Flux<Void> sweep(Set<TaskId> tasks, Set<TaskId> known) {
        return novita.trainings()
                .watchAll(tasks, board.settings().sweepInterval())
                .concatMap(status -> said(status, known))
                .onErrorResume(failed -> doubted(known));
    }

    private Mono<Void> said(TaskStatus status, Set<TaskId> known) {
        return board.say(status.taskId(), status.terminal(), Words.of(status)).doOnSuccess(done -> {
            if (status.terminal()) {
                known.remove(status.taskId());
            }
        });
    }

    /** What is left has failed: whoever watches it asks for itself, and is told why. */
    private Flux<Void> doubted(Set<TaskId> known) {
        List<TaskId> left = List.copyOf(known);
        return Flux.fromIterable(left)
                .concatMap(id -> board.post().send(Subject.DOUBT, id, "").onErrorComplete())
                .doFinally(end -> known.clear());
    }
}
