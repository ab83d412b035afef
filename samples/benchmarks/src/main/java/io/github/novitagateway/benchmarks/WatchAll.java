package io.github.novitagateway.benchmarks;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.Trainings;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A thousand trainings under way, watched one by one and by their list at the same tick. */
@Command(
        name = "watch-all",
        description = "A thousand trainings watched one by one and by their list: requests, delay.")
final class WatchAll implements Callable<Integer> {

    private static final int TRAININGS = 1000;
    private static final List<TaskId> IDS = IntStream.range(0, TRAININGS)
            .mapToObj(training -> TaskId.style(RunningTrainings.id(training)))
            .toList();

    private final PrintStream out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Effort effort;

    WatchAll(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration tick = effort.quick() ? Duration.ofMillis(500) : Duration.ofSeconds(5);
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(
                "one by one",
                (trainings, ids) -> Flux.merge(Flux.fromIterable(ids).map(trainings::watch), TRAININGS));
        ways.put("watchAll", (trainings, ids) -> trainings.watchAll(ids, tick));
        Map<String, Collection<Course>> courses = new LinkedHashMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                courses.computeIfAbsent(way.getKey(), first -> new ArrayList<>())
                        .add(course(way.getValue(), tick));
            }
        }
        print(courses, tick);
        return 0;
    }

    private void print(Map<String, Collection<Course>> courses, Duration tick) {
        Table table = new Table(
                out,
                TRAININGS + " trainings, a tick of " + tick.toMillis() + " ms, a round trip of "
                        + roundTrip(tick).toMillis() + " ms",
                "watched",
                "requests a tick",
                "mean delay s",
                "95 of 100 within s",
                "longest delay s");
        courses.forEach((name, rounds) -> {
            double[] requests =
                    rounds.stream().mapToDouble(Course::requestsATick).sorted().toArray();
            double[] delays = rounds.stream()
                    .flatMap(course -> course.delays().stream())
                    .mapToDouble(delay -> delay)
                    .sorted()
                    .toArray();
            table.row(
                    name,
                    text(
                            "%.0f (%.0f..%.0f)",
                            requests[requests.length / 2], requests[0], requests[requests.length - 1]),
                    text("%.1f", Arrays.stream(delays).average().orElseThrow() / 1000),
                    text("%.1f", delays[delays.length * 95 / 100] / 1000),
                    text("%.1f", delays[delays.length - 1] / 1000));
        });
    }

    private Course course(Way way, Duration tick) throws InterruptedException {
        int ticks = effort.quick() ? 2 : 8;
        Queue<Double> delays = new ConcurrentLinkedQueue<>();
        CountDownLatch toSee = new CountDownLatch(TRAININGS);
        try (RunningTrainings service = new RunningTrainings(TRAININGS, roundTrip(tick));
                NovitaGateway novita = gateway(service, tick)) {
            Disposable watch = way.watch(novita.trainings(), IDS)
                    .filter(status -> status.stage() == TrainingStage.DEPLOYING)
                    .distinct(TaskStatus::taskId)
                    .subscribe(status -> {
                        delays.add(service.millisSinceTurn(status.taskId().value()));
                        toSee.countDown();
                    });
            pass(tick);
            long before = service.requests();
            service.turnWithin(tick.multipliedBy(ticks));
            pass(tick.multipliedBy(ticks));
            double requests = service.requests() - before;
            if (!toSee.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(toSee.getCount() + " changes were never told");
            }
            watch.dispose();
            return new Course(requests / ticks, List.copyOf(delays));
        }
    }

    /** As between a tick of 5 s and a service that is 150 ms away. */
    private static Duration roundTrip(Duration tick) {
        return tick.multipliedBy(3).dividedBy(100);
    }

    private static NovitaGateway gateway(RunningTrainings service, Duration tick) {
        return NovitaGateway.builder(NovitaConfig.builder(ApiKey.of("benchmark"))
                        .baseUrl(service.address())
                        .build())
                .trainingPolling(PollingPolicy.fixed(tick))
                .build();
    }

    private static void pass(Duration time) {
        Mono.delay(time).block();
    }

    private static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    /** How they are watched. */
    @FunctionalInterface
    private interface Way {
        Flux<TaskStatus> watch(Trainings trainings, Collection<TaskId> ids);
    }

    private record Course(double requestsATick, List<Double> delays) {}
}
