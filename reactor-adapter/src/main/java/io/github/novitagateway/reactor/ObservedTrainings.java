package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.observability.DefaultSignalListener;

/** One subscription to the statuses of many trainings: each is observed from its first status on. */
final class ObservedTrainings extends DefaultSignalListener<TaskStatus> {

    private final Function<TaskId, OpenObservation> start;
    private final Map<TaskId, OpenObservation> open = new ConcurrentHashMap<>();
    private volatile boolean over;

    ObservedTrainings(Function<TaskId, OpenObservation> start) {
        this.start = start;
    }

    @Override
    public void doOnNext(TaskStatus status) {
        OpenObservation training = open.computeIfAbsent(status.taskId(), start);
        training.see(status);
        if (status.terminal()) {
            open.remove(status.taskId());
            training.complete();
        } else if (over) {
            training.end();
        }
    }

    @Override
    public void doOnComplete() {
        endAll(OpenObservation::end);
    }

    @Override
    public void doOnError(Throwable failure) {
        endAll(training -> training.fail(failure));
    }

    @Override
    public void doOnCancel() {
        endAll(OpenObservation::end);
    }

    private void endAll(Consumer<OpenObservation> how) {
        over = true;
        open.values().forEach(how);
        open.clear();
    }
}
