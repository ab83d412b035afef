package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rest of a training that was submitted earlier, as the events that a whole run would have brought. */
final class TrainingWatch {
    private TrainingWatch() {}

    static Flux<TrainingEvent> events(NovitaGateway novita, TaskId id) {
        return novita.trainings().watch(id).distinctUntilChanged().concatMap(status -> {
            Mono<TrainingEvent> seen = Mono.just(new TrainingEvent.StatusChanged(status));
            return status.terminal() ? seen.concatWith(Mono.fromCallable(() -> ready(status))) : seen;
        });
    }

    private static TrainingEvent ready(TaskStatus status) {
        TrainedModel model = status.servingModel()
                .orElseThrow(() -> new TaskFailedException(
                        status, "training " + status.taskId() + " ended as " + status.rawState()));
        return new TrainingEvent.Ready(status, model);
    }
}
