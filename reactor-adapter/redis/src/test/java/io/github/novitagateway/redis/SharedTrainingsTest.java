package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Trainings that several nodes watch, and one asks for. */
class SharedTrainingsTest extends FleetTest {

    private static final String LIST = "/v3/training";
    private static final String ONE = "/v3/training/style";

    @Test
    void everyNodeIsToldAllInOrderAndTheListIsWalkedAsByOneNode() {
        List<TaskId> ids = trainings(14);
        Instant begin = Instant.now();

        List<List<TaskStatus>> told = Objects.requireNonNull(Flux.range(0, 4)
                .map(node -> watches())
                .flatMap(watches -> Flux.fromIterable(ids)
                        .flatMap(id -> watches.watchTraining(id).collectList(), ids.size()))
                .collectList()
                .block(LONG));

        assertThat(told).hasSize(4 * ids.size()).allSatisfy(FleetTest::assertInOrder);
        long ticks = Duration.between(begin, Instant.now()).toMillis() / (SWEEP.toMillis() * 8 / 10);
        assertThat(requests(LIST)).as("walks in %s ticks", ticks).isBetween(5L, ticks + 2);
    }

    @Test
    void newcomersDoNotKeepAWalkFromItsEnd() {
        List<TaskId> ids = trainings(42);
        sandbox().faults().on(SandboxEndpoint.TRAINING_LIST, Fault.latency(Duration.ofMillis(1200)));
        Set<TaskId> first = Set.copyOf(ids.subList(0, 12));
        AtomicInteger came = new AtomicInteger();
        RedisWatches watches = watches();

        Flux.fromIterable(ids.subList(0, 12))
                .concatWith(Flux.fromIterable(ids.subList(12, 42)).delayElements(Duration.ofMillis(300)))
                .doOnNext(id -> came.incrementAndGet())
                .flatMap(watches::watchTraining, ids.size())
                .filter(status -> first.contains(status.taskId()) && status.stage() != TrainingStage.QUEUED)
                .map(TaskStatus::taskId)
                .distinct()
                .take(12)
                .blockLast(LONG);

        assertThat(came).hasValueLessThan(42);
    }

    @Test
    void lateSubscriberIsToldTheEndWithoutARequest() {
        TaskId id = trainings(1).get(0);
        watches().watchTraining(id).blockLast(LONG);
        long asked = requests(ONE);

        TaskStatus last = watches().watchTraining(id).blockLast(LONG);
        assertThat(Objects.requireNonNull(last).terminal()).isTrue();
        assertThat(last.models()).isNotEmpty();
        assertThat(requests(ONE)).isEqualTo(asked);
    }

    @Test
    void whenTheAskingNodeIsClosedAnotherGoesOnWithoutWaiting() {
        TaskId id = trainings(1).get(0);
        RedisFleet first = patient();
        CompletableFuture<TaskStatus> ofFirst =
                first.watches(gateway()).watchTraining(id).last().toFuture();
        await("the first asks", () -> requests(ONE) > 1);
        CompletableFuture<List<TaskStatus>> ofSecond = kept(patient())
                .watches(gateway())
                .watchTraining(id)
                .collectList()
                .toFuture();
        first.closeLater().block(LONG);

        assertInOrder(ofSecond.orTimeout(20, TimeUnit.SECONDS).join());
        assertThatThrownBy(() -> ofFirst.orTimeout(1, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(RedisException.class)
                .hasRootCauseMessage("the fleet was closed");
    }

    @Test
    void watchesOutlastARedisThatIsKilled() throws IOException {
        List<TaskId> ids = trainings(3);
        RedisWatches watches = watches();
        CompletableFuture<List<List<TaskStatus>>> told = Flux.fromIterable(ids)
                .flatMap(id -> watches.watchTraining(id).collectList())
                .collectList()
                .toFuture();
        await("the watch has begun", () -> requests(ONE) > 3);
        server().kill();
        Mono.delay(Duration.ofSeconds(2)).block(LONG);
        server().begin();

        assertThat(told.orTimeout(30, TimeUnit.SECONDS).join()).hasSize(3).allSatisfy(FleetTest::assertInOrder);
    }

    @Test
    void nobodyAsksForWhatNobodyWatches() {
        TaskId id = trainings(1).get(0);
        watches().watchTraining(id).take(1).blockLast(LONG);
        Mono.delay(Duration.ofMillis(500)).block(LONG);
        long asked = requests(ONE);

        Mono.delay(Duration.ofSeconds(2)).block(LONG);
        assertThat(requests(ONE)).isEqualTo(asked);
    }

    @Test
    void taskThatIsNotThereIsToldAsTheServiceTellsIt() {
        TaskId nowhere = TaskId.style("11111111-2222-4333-8444-000000000009");

        assertThatThrownBy(() -> watches().watchTraining(nowhere).blockLast(LONG))
                .isInstanceOf(TaskNotFoundException.class);
        assertThatThrownBy(() -> watches().watchTraining(TaskId.image("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("taskId must be of a training but was image/x");
    }

    @Test
    void everyKeyOfAWatchExpires() {
        TaskId id = trainings(1).get(0);
        RedisWatches watches = watches();
        CompletableFuture<TaskStatus> last = watches.watchTraining(id).last().toFuture();
        await("all keys are there", () -> redis(commands -> commands.keys("*")).size() >= 3);
        assertAllExpire();
        last.orTimeout(30, TimeUnit.SECONDS).join();
        assertAllExpire();
    }

    private void assertAllExpire() {
        List<String> keys = redis(commands -> commands.keys("*"));
        assertThat(keys).allSatisfy(key -> {
            long left = redis(commands -> commands.pttl(key));
            assertThat(left).as(key).isNotEqualTo(-1);
        });
    }
}
