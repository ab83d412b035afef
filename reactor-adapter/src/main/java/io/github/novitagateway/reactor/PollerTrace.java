package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The observation of a poller, from its first look on. Its looks belong to it, and to none of those who watch. */
final class PollerTrace {

    private final Observed observed;
    private final TaskId id;
    private @Nullable OpenObservation open;
    private boolean over;

    PollerTrace(Observed observed, TaskId id) {
        this.observed = observed;
        this.id = id;
    }

    <S extends TaskSnapshot> Mono<S> within(Mono<S> look) {
        return look.doOnNext(snapshot -> begun().see(snapshot))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, begun().observation()));
    }

    private synchronized OpenObservation begun() {
        OpenObservation begun = open;
        if (begun == null) {
            begun = observed.openPoller(id);
            open = begun;
            if (over) {
                begun.end(); // a look that begins as the last watch leaves
            }
        }
        return begun;
    }

    synchronized void fail(Throwable reason) {
        if (open != null && !over) {
            open.fail(reason);
        }
        over = true;
    }

    synchronized void end() {
        over = true;
        if (open != null) {
            open.end();
        }
    }
}
