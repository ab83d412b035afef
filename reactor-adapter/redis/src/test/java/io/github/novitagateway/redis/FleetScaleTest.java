package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.SimulatedAccount;
import io.github.novitagateway.reactor.VirtualClock;
import io.github.novitagateway.redis.SharedWatch.Kind;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * What many running trainings cost a fleet, by its own code over a real Redis, in virtual time: each training is
 * watched by one node, and one node walks the list for all. Beside it, nodes that each walk for their own.
 * {@code -Dscale.trainings=10000,100000 -Dscale.nodes=1,4,16 -Dscale.minutes=10} makes the table of
 * {@code docs/scale.md}.
 */
class FleetScaleTest extends RedisTest {

    private static final Duration TICK = Duration.ofSeconds(5);

    @Override
    List<String> serverOptions() {
        return List.of("--appendfsync", "everysec");
    }

    @Override
    RedisClient newClient() {
        return FleetTime.client();
    }

    @Test
    @Timeout(7200)
    void fleetAsksTheServiceAsOneNodeDoesHoweverManyNodesThereAre() {
        System.out.println(
                "\n| trainings | nodes | | requests/s | Redis commands/s | Redis busy | p50 s | p99 s | heap, bytes | in Redis, bytes |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (int trainings : numbers("scale.trainings", "300")) {
            double alone = new World(trainings).watchedBy(1, World::apart).requests();
            for (int nodes : numbers("scale.nodes", "1,4")) {
                Figures fleet = new World(trainings).watchedBy(nodes, World::fleet);
                System.out.println(fleet.row(trainings, nodes, "fleet"));
                redis(redis -> redis.flushall());
                Figures apart = new World(trainings).watchedBy(nodes, World::apart);
                System.out.println(apart.row(trainings, nodes, "apart"));
                assertThat(fleet.requests()).isLessThan(alone * 1.1);
                assertThat(fleet.commands()).isLessThan(trainings / 20.0);
                assertThat(fleet.delay(99))
                        .isLessThanOrEqualTo(
                                SimulatedAccount.walk(trainings).multipliedBy(2).plus(TICK));
            }
        }
    }

    /** Seconds of processor time that Redis has taken. */
    private double busy() {
        return info("cpu", "used_cpu_sys") + info("cpu", "used_cpu_user");
    }

    private double info(String section, String name) {
        return redis(redis -> redis.info(section))
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static int[] numbers(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private record Figures(
            double requests, double commands, double busy, List<Duration> delays, long heap, double inRedis) {

        Duration delay(int percent) {
            return delays.get((int) Math.ceil(delays.size() * percent / 100.0) - 1);
        }

        String row(int trainings, int nodes, String kind) {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %d | %s | %.1f | %,.0f | %.1f %% | %.1f | %.1f | %,d | %,.0f |",
                    trainings,
                    nodes,
                    kind,
                    requests,
                    commands,
                    busy * 100,
                    delay(50).toMillis() / 1000.0,
                    delay(99).toMillis() / 1000.0,
                    heap,
                    inRedis);
        }
    }

    private interface Watching {
        Flux<TaskStatus> by(World world, int node, List<TaskId> own);
    }

    private final class World {

        private final VirtualClock clock = new VirtualClock();
        private final FleetTime time = new FleetTime(clock, client(), server().uri());
        private final List<Duration> delays = new ArrayList<>();
        private final Duration begin;
        private final Duration end;
        private final SimulatedAccount account;

        World(int trainings) {
            Duration walks = SimulatedAccount.walk(trainings).multipliedBy(2).plus(TICK.multipliedBy(2));
            int window = numbers("scale.minutes", "2")[0] * 60_000;
            begin = walks;
            end = begin.plusMillis(window).plus(walks);
            Random chance = new Random(20261127);
            account = new SimulatedAccount(
                    clock,
                    IntStream.range(0, trainings)
                            .mapToObj(number -> begin.plusMillis(chance.nextInt(window)))
                            .toArray(Duration[]::new));
        }

        Figures watchedBy(int nodes, Watching watching) {
            List<TaskId> ids = account.ids().toList();
            long before = used();
            double inRedisBefore = info("memory", "used_memory");
            Disposable.Composite watches = Disposables.composite();
            for (int node = 0; node < nodes; node++) {
                int first = node;
                List<TaskId> own = IntStream.range(0, ids.size())
                        .filter(number -> number % nodes == first)
                        .mapToObj(ids::get)
                        .toList();
                watches.add(watching.by(this, node, own).subscribe(this::told));
            }
            time.passUntil(begin);
            long heap = (used() - before) / ids.size();
            double inRedis = (info("memory", "used_memory") - inRedisBefore) / ids.size();
            double busyBefore = busy();
            long commandsBefore = time.commands();
            long requestsBefore = account.requests();
            time.passUntil(end);
            double seconds = end.minus(begin).toMillis() / 1000.0;
            double requests = (account.requests() - requestsBefore) / seconds;
            double perSecond = (time.commands() - commandsBefore) / seconds;
            double busy = (busy() - busyBefore) / seconds;
            watches.dispose();
            time.close();
            hangUp();
            assertThat(delays).hasSize(ids.size());
            delays.sort(Comparator.naturalOrder());
            return new Figures(requests, perSecond, busy, delays, heap, inRedis);
        }

        private void told(TaskStatus status) {
            if (status.stage() == TrainingStage.DEPLOYING) {
                delays.add(clock.elapsed().minus(account.change(status.taskId())));
            }
        }

        private Flux<TaskStatus> apart(int node, List<TaskId> own) {
            return account.watchAll(own, TICK);
        }

        private Flux<TaskStatus> fleet(int node, List<TaskId> own) {
            Board board = board("node" + node, TICK, Duration.ofSeconds(30), clock);
            time.join(board);
            Lookout lookout = new Lookout(board);
            Flux<Void> work = Flux.merge(lookout.work(), new FleetSweep(account::watchAll, board).work())
                    .share();
            Kind<TaskStatus> kind = new Kind<>(
                    account::ask, Words::of, Words::training, Duration.ofDays(1), RedisWatches.LONGEST_SILENCE, true);
            return Flux.fromIterable(own)
                    .flatMap(id -> new SharedWatch<>(board, id, kind).statuses(lookout, work), own.size());
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
