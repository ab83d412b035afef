package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.ListedTrainings.DEPLOYING;
import static io.github.novitagateway.reactor.ListedTrainings.TICK;
import static io.github.novitagateway.reactor.ListedTrainings.TRAINING;
import static io.github.novitagateway.reactor.ListedTrainings.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How late a change is told, by one request for a hundred trainings and by one request for each. */
class WatchAllDelayTest {

    private static final List<TaskId> IDS = ids(1000);
    private static final Duration ROUND_TRIP = Duration.ofMillis(150);

    @Test
    void changesAreToldNoLaterThanByWatchesThatAskOneByOneAtTheSameTick() {
        Course together = course(ListedTrainings::watchAll);
        Course alone =
                course((service, ids) -> Flux.merge(Flux.fromIterable(ids).map(service::watch), 1000));

        assertThat(together.longest()).isLessThanOrEqualTo(alone.longest());
        assertThat(together.mean()).isLessThanOrEqualTo(alone.mean());
        assertThat(together.requests()).isLessThanOrEqualTo(12 * 12);
        assertThat(alone.requests()).isGreaterThan(1000 * 11);
    }

    private static Course course(BiFunction<ListedTrainings, List<TaskId>, Flux<TaskStatus>> watch) {
        ListedTrainings service = new ListedTrainings().with(IDS, TRAINING);
        service.roundTrip = ROUND_TRIP;
        Map<TaskId, Duration> changed = new HashMap<>();
        List<Duration> delays = new ArrayList<>();
        watch.apply(service, IDS)
                .filter(status -> status.stage() == TrainingStage.DEPLOYING)
                .distinct(TaskStatus::taskId)
                .subscribe(status -> delays.add(service.clock.elapsed().minus(changed.get(status.taskId()))));
        service.clock.advance(TICK);
        changes().forEach(change -> {
            service.clock.advanceTo(change.at());
            changed.put(change.id(), change.at());
            service.set(change.id(), DEPLOYING);
        });
        service.clock.advanceTo(TICK.multipliedBy(12));
        assertThat(delays).hasSize(IDS.size());
        return new Course(delays, service.pages.size() + service.askedAlone());
    }

    /** Each training changes once, at a moment between the first and the tenth tick. */
    private static List<Change> changes() {
        Random chance = new Random(20261125);
        List<Change> changes = new ArrayList<>();
        IDS.forEach(id -> changes.add(new Change(
                id, TICK.plusMillis(chance.nextInt((int) TICK.multipliedBy(9).toMillis())))));
        changes.sort((one, other) -> one.at().compareTo(other.at()));
        return changes;
    }

    private record Change(TaskId id, Duration at) {}

    private record Course(List<Duration> delays, int requests) {

        private Duration longest() {
            return Collections.max(delays);
        }

        private double mean() {
            return delays.stream().mapToLong(Duration::toMillis).average().orElseThrow();
        }
    }
}
