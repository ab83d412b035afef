package io.github.novitagateway.reactor;

import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A watch that events shorten. Anybody can have posted an event, so it says no more than that this may be the moment to
 * ask; and it may never come, so the watch goes on asking by itself, if seldom.
 *
 * @param seldom the watch that needs no event
 * @param ask asks once
 */
record HintedWatch(
        Function<TaskId, Flux<GenerationStatus>> seldom, Function<TaskId, Mono<GenerationStatus>> ask, Pace pace) {

    /** With its jitter 30 s at the most. */
    static final PollingPolicy SELDOM = PollingPolicy.exponential(Duration.ofSeconds(5), 2, Duration.ofSeconds(25));

    /** So many events there may be, so seldom one of them is heeded. */
    private static final Duration REST = Duration.ofSeconds(1);

    Flux<GenerationStatus> of(TaskId id, Publisher<TaskEvent> events) {
        return Flux.merge(1, seldom.apply(id), hinted(id, events)).takeUntil(GenerationStatus::terminal);
    }

    /** Neither the end of the events nor a question that fails ends the watch. */
    private Flux<GenerationStatus> hinted(TaskId id, Publisher<TaskEvent> events) {
        return Flux.from(events)
                .onErrorComplete()
                .filter(event -> isAbout(id, event))
                .onBackpressureLatest()
                .concatMap(
                        hint -> Flux.concat(
                                ask.apply(id).onErrorComplete(),
                                pace.delay(REST).then(Mono.<GenerationStatus>empty())),
                        0);
    }

    private static boolean isAbout(TaskId id, TaskEvent event) {
        GenerationStatus told = event.status();
        return told != null && told.taskId().equals(id);
    }
}
