package io.github.novitagateway.webflux.training;

import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.training.TrainingEvents.StatusTold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** After a start: all trainings are there again, those that ran go on, and their charts have their beginning. */
@Component
final class Comeback {

    private static final Logger LOG = LoggerFactory.getLogger(Comeback.class);

    private final TrainingFolder folder;
    private final FileTaskJournal journal;
    private final Trainings trainings;
    private final List<Resumed> others;
    private final EventLog log;

    Comeback(TrainingFolder folder, FileTaskJournal journal, Trainings trainings, List<Resumed> others, EventLog log) {
        this.folder = folder;
        this.journal = journal;
        this.trainings = trainings;
        this.others = others;
        this.log = log;
    }

    @EventListener(ApplicationReadyEvent.class)
    void comeBack() {
        Mono<Consumer<Training>> way = journal.tasks()
                .filter(task -> task.intent().label() != null)
                .collectMap(task -> Objects.requireNonNull(task.intent().label()), task -> task)
                .doOnNext(this::tellThoseWithoutRecord)
                .<Consumer<Training>>map(courses -> training -> takeIn(training, courses))
                .flatMap(known -> folder.removeUnfinished().thenReturn(known))
                .onErrorResume(failure -> {
                    LOG.error("Nothing goes on, and nothing can be paid: {}", failure.getMessage());
                    return Mono.just(training -> trainings.show(new LiveTraining(training, log)));
                });
        trainings.own(way.doOnNext(folder.found()::forEach).then());
    }

    /** A record can be lost with the power, where what was paid for it is not. */
    private void tellThoseWithoutRecord(Map<String, PaidTask> courses) {
        Set<String> known = folder.found().stream().map(Training::id).collect(Collectors.toSet());
        courses.values().stream()
                .filter(task -> task.end() == null && task.intent().kind() != TaskId.Kind.IMAGE)
                .filter(task -> !known.contains(task.intent().label()))
                .forEach(task -> LOG.error(
                        "Training {} was paid, and there is no record of it: {}",
                        task.intent().label(),
                        task.taskId().map(TaskId::toString).orElse("its answer was lost")));
    }

    private void takeIn(Training training, Map<String, PaidTask> courses) {
        PaidTask paid = courses.get(training.id());
        if (paid != null) {
            paid.observations().forEach(seen -> tell(training, seen));
        }
        LiveTraining live = new LiveTraining(training, log);
        trainings.take(live);
        others.forEach(other -> other.goOn(live, training));
    }

    private void tell(Training training, Observed seen) {
        TrainingStage stage = TrainingStage.valueOf(seen.stage());
        log.add(StatusTold.earlier(training.id(), seen.at(), stage, seen.progressPercent()));
    }
}
