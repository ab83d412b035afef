package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An account in virtual time, in which each training goes on to its deployment at a moment of its own, and the service
 * is some way off. Every request is counted.
 */
public final class SimulatedAccount {

    private static final int PAGE = 100;
    private static final Duration WAY = Duration.ofMillis(75);

    private final VirtualClock clock;
    private final Duration[] changes;
    private long requests;

    /** @param changes when each of the trainings goes on, by the clock */
    public SimulatedAccount(VirtualClock clock, Duration... changes) {
        this.clock = clock;
        this.changes = changes.clone();
    }

    /** {@return how long one walk of its list takes} */
    public static Duration walk(int trainings) {
        return WAY.multipliedBy(2).multipliedBy((trainings + PAGE) / PAGE);
    }

    public Stream<TaskId> ids() {
        return IntStream.range(0, changes.length).mapToObj(number -> TaskId.style("t" + number));
    }

    public Duration change(TaskId id) {
        return changes[number(id)];
    }

    /** {@return the requests so far, for a page of the list or for one training} */
    public long requests() {
        return requests;
    }

    /** One gateway's, by the code of {@link Trainings#watchAll}. */
    public Flux<TaskStatus> watchAll(Collection<TaskId> ids, Duration interval) {
        GatewayLifecycle lifecycle = new GatewayLifecycle();
        Agenda agenda = new Agenda(clock.pace(), lifecycle);
        return new ManyTrainings(
                        most -> CursorPages.pages(PAGE, most, this::page).map(Page::rows),
                        id -> ask(id).flux(),
                        new Notes(null, clock.pace()),
                        WatchLimits.forTraining(),
                        lifecycle,
                        agenda,
                        Observed.NOT)
                .watch(ids, interval);
    }

    public Mono<TaskStatus> ask(TaskId id) {
        return delayed().map(there -> {
            requests++;
            TrainingTask row = row(number(id));
            return new TaskStatus(id, row.rawState(), null, row.models(), null, null);
        });
    }

    private Mono<Page<TrainingTask>> page(Map<String, String> query) {
        String cursor = query.get("pagination.cursor");
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        return delayed().map(there -> page(from)).delayUntil(page -> delayed());
    }

    private Mono<Long> delayed() {
        return clock.pace().delay(WAY);
    }

    private Page<TrainingTask> page(int from) {
        requests++;
        int to = Math.min(changes.length, from + PAGE);
        List<TrainingTask> rows = IntStream.range(from, to).mapToObj(this::row).toList();
        return new Page<>(rows, rows.size(), Integer.toString(to));
    }

    private TrainingTask row(int number) {
        boolean changed = clock.elapsed().compareTo(changes[number]) >= 0;
        List<TrainedModel> models = changed ? List.of(new TrainedModel("model_" + number, "DEPLOYING")) : List.of();
        return new TrainingTask(
                TaskId.style("t" + number), "name", "style", changed ? "SUCCESS" : "TRAINING", null, models);
    }

    private static int number(TaskId id) {
        return Integer.parseInt(id.value().substring(1));
    }
}
