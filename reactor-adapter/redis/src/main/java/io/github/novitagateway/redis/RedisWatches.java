package io.github.novitagateway.redis;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.redis.Right.Turn;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Watches that all nodes of a {@link RedisFleet} share: one node asks the service, every node can look on.
 *
 * <p>The list of trainings is walked by one node for all, as {@link io.github.novitagateway.reactor.Trainings#watchAll}
 * does; a drawing is asked for by one of the nodes that watch it. When that node is gone, another one that watches goes
 * on after the fleet's {@code takeOverAfter}, or with its next look if the watches of the other were cancelled. A task
 * that nobody watches any more is not asked for.
 *
 * <p>While Redis is away nothing is seen, and no watch ends for that before its deadline. Links to pictures do not go
 * through Redis.
 */
public final class RedisWatches {

    /** Some node always walks for whoever watches, so this is but for what nobody has thought of. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(2);

    private final NovitaGateway novita;
    private final Board board;
    private final Lookout lookout;
    private final Flux<Void> work;
    private final SharedWatch.Kind<TaskStatus> trainings;
    private final SharedWatch.Kind<GenerationStatus> drawings;

    RedisWatches(NovitaGateway novita, Board board) {
        this.novita = novita;
        this.board = board;
        this.lookout = new Lookout(board);
        this.work = Flux.merge(lookout.work(), new FleetSweep(novita.trainings()::watchAll, board).work())
                .share();
        this.trainings = new SharedWatch.Kind<>(
                id -> novita.trainings().watch(id).next(),
                Words::of,
                Words::training,
                WatchLimits.forTraining().deadline(),
                LONGEST_SILENCE,
                true);
        this.drawings = new SharedWatch.Kind<>(
                id -> novita.images().watch(id).next(),
                Words::of,
                Words::drawing,
                WatchLimits.forImages().deadline(),
                LONGEST_SILENCE,
                false);
    }

    /**
     * Watches a training to its end. Asks for it once if nothing is known of it yet; from then on whoever walks the
     * list tells of it. Cancelling stops the looking, not the training.
     *
     * @param id of a training
     * @return the latest status and each that says something new, in their order, the terminal one last; errors are
     *     those of {@link io.github.novitagateway.reactor.Trainings#watch}, its deadline 24 hours, and
     *     {@link io.lettuce.core.RedisException} when the fleet is closed
     * @throws IllegalArgumentException at the call, if the id is of a drawing
     */
    public Flux<TaskStatus> watchTraining(TaskId id) {
        require(id, false, "a training");
        return Flux.defer(() -> new SharedWatch<>(board, id, trainings).statuses(lookout, work));
    }

    /**
     * Watches a drawing to its end. An event that {@link #publish} of any node tells of it makes whoever asks do so at
     * once. Cancelling stops the looking, not the drawing.
     *
     * @param id of a drawing
     * @return the latest status and each that says something new, in their order, the terminal one last; that one was
     *     asked for by this node, with fresh links. Errors are those of
     *     {@link io.github.novitagateway.reactor.Images#watch(TaskId)}, its deadline 10 minutes, and
     *     {@link io.lettuce.core.RedisException} when the fleet is closed
     * @throws IllegalArgumentException at the call, if the id is of a training
     */
    public Flux<GenerationStatus> watchDrawing(TaskId id) {
        require(id, true, "a drawing");
        return Flux.defer(() -> new SharedWatch<>(board, id, drawings)
                        .statuses(lookout, Flux.merge(lookout.work(), asking(id))))
                .concatMap(
                        status -> status.terminal() ? novita.images().watch(id).last() : Mono.just(status), 1);
    }

    private Flux<Void> asking(TaskId drawing) {
        return board.right(drawing)
                .turns()
                .map(Turn::mine)
                .distinctUntilChanged()
                .switchMap(mine -> mine ? asked(drawing) : Flux.empty());
    }

    private Flux<Void> asked(TaskId drawing) {
        return novita.images()
                .watch(drawing, events())
                .concatMap(status -> board.say(drawing, status.terminal(), Words.of(status)))
                .onErrorResume(failure -> board.post()
                        .send(Subject.DOUBT, drawing, "")
                        .onErrorComplete()
                        .then(Mono.error(failure)));
    }

    /**
     * Tells all nodes that an event of a webhook came here: of the task and the word for its state, not of what else
     * the event said. Nobody acts on it but by asking.
     *
     * @param event that was posted; one that names no task is told to nobody
     * @return completes when Redis has taken it
     */
    public Mono<Void> publish(TaskEvent event) {
        GenerationStatus told = Objects.requireNonNull(event, "event").status();
        return told == null ? Mono.empty() : publish(told);
    }

    private Mono<Void> publish(GenerationStatus told) {
        TaskId id = told.taskId();
        return Board.isDrawing(id)
                ? board.post().send(Subject.EVENT, id, told.rawState())
                : board.post().send(Subject.DOUBT, id, "");
    }

    /**
     * Listens to what {@link #publish} of any node tells, from the subscription on, for {@code images().result(id,
     * watches.events())}. One connection of this node serves all who listen, as long as anybody does.
     *
     * @return the events, until the fleet is closed, which is an {@link io.lettuce.core.RedisException}; they may get
     *     lost while Redis is away, and the oldest of more than 256 that a slow subscriber has not taken
     */
    public Flux<TaskEvent> events() {
        return Flux.merge(1, board.post().events(), board.redis().ending());
    }

    private static void require(TaskId id, boolean drawing, String wanted) {
        if (Board.isDrawing(Objects.requireNonNull(id, "taskId")) != drawing) {
            throw new BoundException("taskId", "of " + wanted, id.toString());
        }
    }
}
