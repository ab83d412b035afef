package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Flux;

/** What a subscriber has not been told yet: of each training the latest status, for as long as it asks for no more. */
final class UntoldStatuses {

    private final Map<TaskId, TaskStatus> untold = new LinkedHashMap<>();

    synchronized void add(TaskId id, TaskStatus status) {
        untold.put(id, status);
    }

    /** {@return what there is by the time that the subscriber asks for it} To be read by one at a time. */
    Flux<TaskStatus> asAskedFor() {
        return Flux.defer(() -> isEmpty() ? Flux.empty() : all());
    }

    /** Completes with the last one: an end must not wait for a subscriber that asks for no more. */
    private Flux<TaskStatus> all() {
        return Flux.generate(subscriber -> {
            subscriber.next(oldest());
            if (isEmpty()) {
                subscriber.complete();
            }
        });
    }

    private synchronized boolean isEmpty() {
        return untold.isEmpty();
    }

    private synchronized TaskStatus oldest() {
        Iterator<TaskStatus> statuses = untold.values().iterator();
        TaskStatus oldest = statuses.next();
        statuses.remove();
        return oldest;
    }
}
