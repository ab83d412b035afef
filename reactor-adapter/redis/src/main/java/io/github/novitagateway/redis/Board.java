package io.github.novitagateway.redis;

import io.github.novitagateway.redis.Lookout.Watcher;
import io.github.novitagateway.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Where nodes tell each other what is said of tasks. */
record Board(RedisLink redis, Post post, FleetSettings settings) {

    /**
     * What was said.
     *
     * @param place in the order of what is said of the task
     */
    record Said(String place, List<String> words) {}

    /** Before anything that was said. */
    static final String BEGINNING = "0";

    /** Whoever looks keeps the task watched for a while. */
    Flux<Said> look(TaskId id, String behind) {
        return redis.run(
                        WatchScripts.LOOK,
                        List.of(stream(id), watched(id)),
                        id.toString(),
                        behind,
                        Long.toString(settings.takeOverAfter().toMillis()))
                .flatMapIterable(told -> told)
                .map(Board::said);
    }

    /**
     * Whether anything was said behind the places of the watchers, whose tasks are kept watched for a while.
     *
     * @return the positions of those for whom it was
     */
    Flux<Integer> news(boolean drawings, List<Watcher> watchers) {
        List<String> keys = new ArrayList<>(List.of(watched(drawings)));
        List<String> arguments =
                new ArrayList<>(List.of(Long.toString(settings.takeOverAfter().toMillis())));
        for (Watcher watcher : watchers) {
            keys.add(stream(watcher.id()));
            arguments.add(watcher.id().toString());
            arguments.add(watcher.place());
        }
        return redis.run(WatchScripts.GLANCE, keys, arguments.toArray(String[]::new))
                .flatMapIterable(positions -> positions)
                .map(position -> ((Long) position).intValue());
    }

    private static Said said(Object told) {
        List<?> words = (List<?>) told;
        return new Said(
                (String) words.get(0),
                words.stream().skip(1).map(String.class::cast).toList());
    }

    /** Says it for all if this node still has the right. While Redis is away it is tried again. */
    Mono<Void> say(TaskId id, boolean isEnd, List<String> words) {
        return say(id, "", isEnd, words);
    }

    /** The same, not for whoever has the right, but unless something was said behind that place. */
    Mono<Void> say(TaskId id, String behind, boolean isEnd, List<String> words) {
        List<String> arguments = new ArrayList<>(List.of(
                settings.node(),
                behind,
                isEnd ? "1" : "0",
                id.toString(),
                Long.toString(settings.keepStatuses().toMillis()),
                post.channel()));
        arguments.addAll(words);
        return redis.run(
                        WatchScripts.SAY,
                        List.of(stream(id), watched(id), rightTo(id)),
                        arguments.toArray(String[]::new))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Post.SHORTEST_WAIT)
                        .maxBackoff(settings.heartbeat())
                        .scheduler(settings.scheduler()))
                .then();
    }

    static boolean isDrawing(TaskId id) {
        return id.kind() == TaskId.Kind.IMAGE;
    }

    private String stream(TaskId id) {
        return settings.keys().of("said", id);
    }

    private String watched(TaskId id) {
        return watched(isDrawing(id));
    }

    private String watched(boolean drawings) {
        return settings.keys().of("watched", drawings ? "drawings" : "trainings");
    }

    private String rightTo(TaskId id) {
        return isDrawing(id) ? settings.keys().of("right", id) : settings.keys().of("right", "sweep");
    }

    /** {@return the right to ask for a drawing} */
    Right right(TaskId drawing) {
        return right(rightTo(drawing), watched(true));
    }

    /** {@return the right to walk the list of trainings} */
    Right right() {
        return right(settings.keys().of("right", "sweep"), watched(false));
    }

    private Right right(String stream, String watched) {
        return new Right(redis, new Holding(redis, stream, settings), watched, settings);
    }
}
