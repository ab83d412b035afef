package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What many running trainings cost in virtual time, by the code that watches them: one node for all, and each node for
 * its own. {@code -Dscale.trainings=10000,100000 -Dscale.nodes=1,4,16} makes the tables of {@code docs/scale.md}.
 */
class FleetScaleTest {

    private static final int PAGE = 100;
    private static final Duration ROUND_TRIP = Duration.ofMillis(150);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** For so long after the last change its news may be on the way, at most. */
    private static final Duration END = Duration.ofMinutes(16);

    @Test
    @Timeout(600)
    void oneNodeForAllAsksAsOftenHoweverManyNodesThereAre() {
        List<Figures> table = new ArrayList<>();
        for (int trainings : numbers("scale.trainings", "1000,2000")) {
            for (int nodes : numbers("scale.nodes", "1,4")) {
                Figures together = new World(trainings).watchedBy(1);
                Figures apart = new World(trainings).watchedBy(nodes);
                assertThat(together.requests()).isLessThanOrEqualTo(apart.requests());
                assertThat(together.delay(99))
                        .isLessThanOrEqualTo(walk(trainings).plus(TICK).plusSeconds(3));
                table.add(together);
                table.add(apart);
            }
        }
        System.out.println(
                "\n| trainings | nodes that walk | requests/s | delay p50 s | delay p99 s | heap a training, bytes |");
        System.out.println("|---|---|---|---|---|---|");
        table.stream().distinct().map(Figures::row).forEach(System.out::println);
    }

    /** Twice the time of one walk of the list: what is told in one may have changed right after the one before. */
    private static Duration walk(int trainings) {
        return ROUND_TRIP.multipliedBy(2L * (trainings / PAGE));
    }

    private static int[] numbers(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private record Figures(int trainings, int nodes, double requests, List<Duration> delays, long heap) {

        Duration delay(int percent) {
            return delays.get((int) Math.ceil(delays.size() * percent / 100.0) - 1);
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %d | %.1f | %.1f | %.1f | %s |",
                    trainings,
                    nodes,
                    requests,
                    delay(50).toMillis() / 1000.0,
                    delay(99).toMillis() / 1000.0,
                    nodes == 1 ? Long.toString(heap) : "");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Figures that && trainings == that.trainings && nodes == that.nodes;
        }

        @Override
        public int hashCode() {
            return trainings * 31 + nodes;
        }
    }

    /** An account in which each training goes on to its deployment at a moment of its own. */
    private static final class World {

        private final VirtualClock clock = new VirtualClock();
        private final GatewayLifecycle lifecycle = new GatewayLifecycle();
        private final List<TaskId> ids;
        private final Duration[] changes;
        private final List<Duration> delays = new ArrayList<>();
        private int pages;

        World(int trainings) {
            ids = IntStream.range(0, trainings)
                    .mapToObj(number -> TaskId.style("t" + number))
                    .toList();
            Random chance = new Random(20261127);
            changes = IntStream.range(0, trainings)
                    .mapToObj(number -> TICK.plusMillis(chance.nextInt((int) WINDOW.toMillis())))
                    .toArray(Duration[]::new);
        }

        Figures watchedBy(int nodes) {
            long before = used();
            Disposable.Composite watches = Disposables.composite();
            for (int node = 0; node < nodes; node++) {
                int first = node;
                List<TaskId> own = IntStream.range(0, ids.size())
                        .filter(number -> number % nodes == first)
                        .mapToObj(ids::get)
                        .toList();
                watches.add(watch(own).subscribe(this::told));
            }
            clock.advanceTo(WINDOW.dividedBy(2));
            long heap = (used() - before) / ids.size();
            clock.advanceTo(END);
            watches.dispose();
            assertThat(delays).hasSize(ids.size());
            delays.sort(Comparator.naturalOrder());
            return new Figures(ids.size(), nodes, pages / (double) END.toSeconds(), delays, heap);
        }

        private Flux<TaskStatus> watch(List<TaskId> own) {
            Agenda agenda = new Agenda(clock.pace(), lifecycle);
            return new ManyTrainings(
                            most -> CursorPages.pages(PAGE, most, this::page).map(Page::rows),
                            id -> Flux.error(new AssertionError("asked alone: " + id)),
                            new Notes(null, clock.pace()),
                            WatchLimits.forTraining(),
                            lifecycle,
                            agenda,
                            Observed.NOT)
                    .watch(own, TICK);
        }

        private void told(TaskStatus status) {
            if (status.stage() == TrainingStage.DEPLOYING) {
                int number = Integer.parseInt(status.taskId().value().substring(1));
                delays.add(clock.elapsed().minus(changes[number]));
            }
        }

        private Mono<Page<TrainingTask>> page(Map<String, String> query) {
            String cursor = query.get("pagination.cursor");
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            return clock.pace()
                    .delay(ROUND_TRIP.dividedBy(2))
                    .map(there -> page(from))
                    .delayUntil(page -> clock.pace().delay(ROUND_TRIP.dividedBy(2)));
        }

        private Page<TrainingTask> page(int from) {
            pages++;
            int to = Math.min(ids.size(), from + PAGE);
            List<TrainingTask> rows =
                    IntStream.range(from, to).mapToObj(this::row).toList();
            return new Page<>(rows, rows.size(), Integer.toString(to));
        }

        private TrainingTask row(int number) {
            boolean changed = clock.elapsed().compareTo(changes[number]) >= 0;
            List<TrainedModel> models = changed ? List.of(new TrainedModel("model_" + number, "DEPLOYING")) : List.of();
            return new TrainingTask(ids.get(number), "name", "style", changed ? "SUCCESS" : "TRAINING", null, models);
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
