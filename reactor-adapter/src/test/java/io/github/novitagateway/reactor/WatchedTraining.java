package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** A training as the service tells it: answers one after the other, the last one for ever; and when it was asked. */
final class WatchedTraining {

    static final TaskId ID = TaskId.style("watched");
    static final TaskStatus QUEUED = status("QUEUING", null, null);
    static final TaskStatus TRAINING = training(null, null);
    static final TaskStatus DEPLOYING = succeeded("DEPLOYING");
    static final TaskStatus READY = succeeded("SERVING");
    static final TaskStatus FAILED = status("FAILED", null, null);

    final VirtualClock clock = new VirtualClock();
    final GatewayLifecycle lifecycle = new GatewayLifecycle();
    final List<Duration> asked = new CopyOnWriteArrayList<>();
    private final Deque<Mono<TaskStatus>> answers = new ArrayDeque<>();

    WatchedTraining answers(TaskStatus... statuses) {
        for (TaskStatus status : statuses) {
            answers(Mono.just(status));
        }
        return this;
    }

    WatchedTraining fails(Throwable... failures) {
        for (Throwable failure : failures) {
            answers(Mono.error(failure));
        }
        return this;
    }

    WatchedTraining answers(Mono<TaskStatus> answer) {
        answers.add(answer);
        return this;
    }

    /** Forgets what was to be said. */
    WatchedTraining now() {
        answers.clear();
        return this;
    }

    TaskPoller<TaskStatus> poller(PollingPolicy policy, WatchLimits limits) {
        return new TaskPoller<>(
                this::ask,
                TaskStatus::withStageObservedFor,
                policy,
                limits,
                new Agenda(clock.pace(), lifecycle),
                Observed.NOT);
    }

    /** Asked every ten seconds, for as long as it takes. */
    TaskPoller<TaskStatus> poller() {
        return poller(PollingPolicy.fixed(Duration.ofSeconds(10)), WatchLimits.forTraining());
    }

    private Mono<TaskStatus> ask(TaskId id) {
        return Mono.defer(() -> {
            asked.add(clock.elapsed());
            return answers.size() > 1 ? answers.remove() : answers.element();
        });
    }

    TestSubscriber<TaskStatus> watch(TaskPoller<TaskStatus> poller) {
        return watch(poller, Long.MAX_VALUE);
    }

    TestSubscriber<TaskStatus> watch(TaskPoller<TaskStatus> poller, long demand) {
        TestSubscriber<TaskStatus> watcher =
                TestSubscriber.builder().initialRequest(demand).build();
        poller.watch(ID).map(WatchedTraining::said).subscribe(watcher);
        return watcher;
    }

    /** What the service said alone. */
    static TaskStatus said(TaskStatus status) {
        return status.withStageObservedFor(Duration.ZERO);
    }

    static TaskStatus status(String word, @Nullable Double progress, @Nullable Duration eta) {
        return new TaskStatus(ID, word, "lora", List.of(), progress, eta);
    }

    static TaskStatus training(@Nullable Double progress, @Nullable Duration eta) {
        return status("TRAINING", progress, eta);
    }

    static TaskStatus succeeded(String modelState) {
        List<TrainedModel> models = List.of(new TrainedModel("model_1.safetensors", modelState));
        return new TaskStatus(ID, "SUCCESS", "lora", models, null, null);
    }

    static ServerException overloaded() {
        return new ServerException(error(503, "SERVICE_NOT_AVAILABLE", null));
    }

    static TaskNotFoundException notFound() {
        return new TaskNotFoundException(error(404, "TASK_NOT_FOUND", null));
    }

    static RateLimitedException rateLimited(@Nullable Duration retryAfter) {
        return new RateLimitedException(error(429, "RATE_LIMIT_EXCEEDED", retryAfter));
    }

    static ApiError error(int status, String reason, @Nullable Duration retryAfter) {
        return new ApiError(status, status, reason, "", Map.of(), retryAfter);
    }

    static List<Duration> seconds(long... moments) {
        return java.util.Arrays.stream(moments).mapToObj(Duration::ofSeconds).toList();
    }
}
