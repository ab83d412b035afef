package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskSnapshot;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.DefaultSignalListener;
import reactor.util.context.Context;

/** One subscription to an operation that is observed. */
final class ObservedOperation<T> extends DefaultSignalListener<T> {

    private final OpenObservation open;
    private final @Nullable Function<T, @Nullable TaskSnapshot> snapshot;

    /** @param snapshot what a value says of the task, if anything; null where the first value is the end */
    ObservedOperation(OpenObservation open, @Nullable Function<T, @Nullable TaskSnapshot> snapshot) {
        this.open = open;
        this.snapshot = snapshot;
    }

    @Override
    public Context addToContext(Context context) {
        return context.put(ObservationThreadLocalAccessor.KEY, open.observation());
    }

    @Override
    public void doOnNext(T value) {
        TaskSnapshot found = snapshot == null ? null : snapshot.apply(value);
        if (found == null) {
            open.about().brought(value);
        } else {
            open.see(found);
        }
        if (snapshot == null) {
            open.complete();
        }
    }

    @Override
    public void doOnComplete() {
        open.complete();
    }

    @Override
    public void doOnError(Throwable failure) {
        open.fail(failure);
    }

    @Override
    public void doOnCancel() {
        open.end();
    }
}
