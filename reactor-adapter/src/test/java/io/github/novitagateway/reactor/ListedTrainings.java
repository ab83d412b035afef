package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** A service with many trainings, its list and its answers about each alone, in virtual time; and when it was asked. */
final class ListedTrainings {

    static final Duration TICK = Duration.ofSeconds(5);
    static final String QUEUING = "QUEUING";
    static final String TRAINING = "TRAINING";
    static final String DEPLOYING = "DEPLOYING";
    static final String SERVING = "SERVING";

    final VirtualClock clock = new VirtualClock();
    final GatewayLifecycle lifecycle = new GatewayLifecycle();
    private final Agenda agenda = new Agenda(clock.pace(), lifecycle);
    final RecordingJournal journal = new RecordingJournal();

    /** When a page was asked for. */
    final List<Duration> pages = new ArrayList<>();

    /** When a training was asked for alone. */
    final Map<TaskId, List<Duration>> alone = new HashMap<>();

    final Set<TaskId> hidden = new HashSet<>();
    final Map<TaskId, NovitaException> refused = new HashMap<>();

    /** What answers about a training alone are called, where it is not its own id. */
    final Map<TaskId, TaskId> misnamed = new HashMap<>();

    int granted = 100;
    int asked;
    Duration roundTrip = Duration.ZERO;
    WatchLimits limits = WatchLimits.forTraining();
    PollingPolicy policy = PollingPolicy.fixed(TICK);

    private final Map<TaskId, String> words = new LinkedHashMap<>();
    private final Deque<NovitaException> failures = new ArrayDeque<>();
    private @Nullable NovitaException gone;

    static List<TaskId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> TaskId.style("t" + number))
                .toList();
    }

    /** The newest ones come first. */
    ListedTrainings with(Collection<TaskId> ids, String word) {
        ids.forEach(id -> words.put(id, word));
        return this;
    }

    ListedTrainings set(TaskId id, String word) {
        words.put(id, word);
        return this;
    }

    /** The next page that is asked for, and so on. */
    ListedTrainings listFails(NovitaException... reasons) {
        failures.addAll(List.of(reasons));
        return this;
    }

    ListedTrainings listIsGone(NovitaException reason) {
        gone = reason;
        return this;
    }

    Flux<TaskStatus> watchAll(Collection<TaskId> ids) {
        return new ManyTrainings(
                        most -> CursorPages.pages(100, most, this::page).map(Page::rows),
                        poller()::watch,
                        new Notes(journal, clock.pace()),
                        limits,
                        lifecycle,
                        agenda,
                        Observed.NOT)
                .watch(ids, TICK);
    }

    Flux<TaskStatus> watch(TaskId id) {
        return poller().watch(id);
    }

    private TaskPoller<TaskStatus> poller() {
        return new TaskPoller<>(this::askAlone, TaskStatus::withStageObservedFor, policy, limits, agenda, Observed.NOT);
    }

    TestSubscriber<TaskStatus> watchedBy(Collection<TaskId> ids) {
        return watchedBy(ids, Long.MAX_VALUE);
    }

    TestSubscriber<TaskStatus> watchedBy(Collection<TaskId> ids, long demand) {
        TestSubscriber<TaskStatus> watcher =
                TestSubscriber.builder().initialRequest(demand).build();
        watchAll(ids).subscribe(watcher);
        return watcher;
    }

    void advance(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    int askedAlone() {
        return alone.values().stream().mapToInt(List::size).sum();
    }

    private Mono<TaskStatus> askAlone(TaskId id) {
        return travelling(Mono.defer(() -> {
            alone.computeIfAbsent(id, first -> new ArrayList<>()).add(clock.elapsed());
            NovitaException refusal = refused.get(id);
            return refusal == null ? Mono.just(answer(id)) : Mono.error(refusal);
        }));
    }

    private TaskStatus answer(TaskId id) {
        TaskStatus said = status(id, "lora");
        TaskId name = misnamed.getOrDefault(id, id);
        return new TaskStatus(name, said.rawState(), said.modelType(), said.models(), null, null);
    }

    private Mono<Page<TrainingTask>> page(Map<String, String> query) {
        return travelling(Mono.defer(() -> {
            pages.add(clock.elapsed());
            asked = Integer.parseInt(query.getOrDefault("pagination.limit", "10"));
            NovitaException failure = gone == null ? failures.poll() : gone;
            return failure == null ? Mono.just(pageFrom(query.get("pagination.cursor"))) : Mono.error(failure);
        }));
    }

    private Page<TrainingTask> pageFrom(@Nullable String cursor) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        List<TrainingTask> rows = words.keySet().stream()
                .filter(id -> !hidden.contains(id))
                .skip(from)
                .limit(Math.min(granted, asked))
                .map(this::row)
                .toList();
        return new Page<>(rows, rows.size(), String.valueOf(from + rows.size()));
    }

    /** The service looks when the request has come to it. */
    private <T> Mono<T> travelling(Mono<T> answer) {
        Duration way = roundTrip.dividedBy(2);
        return way.isZero()
                ? answer
                : clock.pace()
                        .delay(way)
                        .then(answer)
                        .flatMap(value -> clock.pace().delay(way).thenReturn(value));
    }

    private TrainingTask row(TaskId id) {
        TaskStatus status = status(id, null);
        return new TrainingTask(id, "name", "style", status.rawState(), null, status.models());
    }

    /** The word of the task, or that of its model. */
    private TaskStatus status(TaskId id, @Nullable String modelType) {
        String word = words.getOrDefault(id, TRAINING);
        boolean succeeded = word.equals(DEPLOYING) || word.equals(SERVING);
        List<TrainedModel> models =
                succeeded ? List.of(new TrainedModel("model_" + id.value() + ".safetensors", word)) : List.of();
        return new TaskStatus(id, succeeded ? "SUCCESS" : word, modelType, models, null, null);
    }

    /** Of several trainings: the first failure, and those that are suppressed in it. */
    static List<Throwable> failures(Throwable first) {
        return Stream.concat(Stream.of(first), Stream.of(first.getSuppressed())).toList();
    }
}
