package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.GatewayObservation.Happening;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.SignalListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Tells an observation registry of operations. With one that does nothing, each operation is handed back as it is. An
 * operation's parent is the observation in the context of its subscriber, and it stands there itself for all that it is
 * made of.
 *
 * @param convention null for that of the registry, or ours
 */
record Observed(ObservationRegistry registry, @Nullable GatewayObservationConvention convention) {

    static final Observed NOT = new Observed(ObservationRegistry.NOOP, null);

    private static final GatewayObservationConvention DEFAULTS = GatewayObservationConvention.defaults();

    private boolean isOff() {
        return registry.isNoop();
    }

    <T> Mono<T> call(String operation, Mono<T> call) {
        return one(GatewayObservation.CALL, operation, call);
    }

    <T> Mono<T> upload(Mono<T> upload) {
        return one(GatewayObservation.UPLOAD, "picture", upload);
    }

    /** A wait for permits, over at once where there are some. */
    <T> Mono<T> quota(String pool, Mono<T> wait) {
        return one(GatewayObservation.QUOTA, pool, wait);
    }

    private <T> Mono<T> one(GatewayObservation kind, String operation, Mono<T> mono) {
        return isOff() ? mono : mono.tap(listener(kind, operation, null, null));
    }

    /** One task, of which some of the values tell something. */
    <T> Flux<T> task(
            GatewayObservation kind,
            String operation,
            @Nullable TaskId id,
            Flux<T> flux,
            Function<T, @Nullable TaskSnapshot> snapshot) {
        return isOff() ? flux : flux.tap(listener(kind, operation, id, snapshot));
    }

    private <T> Function<ContextView, SignalListener<T>> listener(
            GatewayObservation kind,
            String operation,
            @Nullable TaskId id,
            @Nullable Function<T, @Nullable TaskSnapshot> snapshot) {
        return view -> new ObservedOperation<>(open(kind, operation, id, current(view)), snapshot);
    }

    Flux<TaskStatus> trainings(Flux<TaskStatus> many) {
        return isOff()
                ? many
                : many.tap(view ->
                        new ObservedTrainings(id -> open(GatewayObservation.TRAINING, "watchAll", id, current(view))));
    }

    /** The status of the answer to a try, told to the operation that the try belongs to. */
    <T> Mono<T> answered(Attempt attempt, Mono<T> exchange) {
        return isOff()
                ? exchange
                : exchange.transformDeferredContextual((answer, view) -> {
                    Runnable tell = () -> tell(about(view), attempt.status());
                    return answer.doOnTerminate(tell).doOnCancel(tell);
                });
    }

    private static void tell(@Nullable GatewayObservationContext operation, int status) {
        if (status != 0 && operation != null) {
            operation.answered(status);
        }
    }

    /** Tells the observation that is under way of one more try, when the pause before it begins. */
    static <T> Mono<T> retried(Mono<T> pause) {
        return pause.transformDeferredContextual((delay, view) -> {
            Observation running = current(view);
            if (running != null) {
                OpenObservation.quietly(() -> running.event(Happening.RETRY));
            }
            return delay;
        });
    }

    /** Null when nobody is told. */
    @Nullable
    PollerTrace poller(TaskId id) {
        return isOff() ? null : new PollerTrace(this, id);
    }

    OpenObservation open(GatewayObservation kind, String operation, @Nullable TaskId id, @Nullable Observation parent) {
        GatewayObservationContext about = new GatewayObservationContext(kind, operation, id);
        Observation observation = Observation.createNotStarted(
                convention == null ? null : new OfOneKind(kind, convention),
                new OfOneKind(kind, DEFAULTS),
                () -> about,
                registry);
        if (parent != null || kind == GatewayObservation.POLLER) {
            observation.parentObservation(parent);
        }
        return new OpenObservation(this, observation, about);
    }

    /** In no trace that there is, neither in the context nor on the thread. */
    OpenObservation openPoller(TaskId id) {
        Observation.Scope scope = new NullObservation(registry).openScope();
        try {
            return open(GatewayObservation.POLLER, GatewayObservationContext.word(id.kind()), id, null);
        } finally {
            scope.close();
        }
    }

    /** The observation that its subscriber has put into the context. */
    static @Nullable Observation current(ContextView view) {
        return view.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
    }

    /** What is known of that observation, if it is one of ours. */
    static @Nullable GatewayObservationContext about(ContextView view) {
        Observation running = current(view);
        return running != null && running.getContext() instanceof GatewayObservationContext about ? about : null;
    }

    /** A convention is asked for a name without being told of what. */
    private record OfOneKind(GatewayObservation kind, GatewayObservationConvention words)
            implements GatewayObservationConvention {

        @Override
        public String getName() {
            return words.nameOf(kind);
        }

        @Override
        public String getContextualName(GatewayObservationContext context) {
            return words.getContextualName(context);
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(GatewayObservationContext context) {
            return words.getLowCardinalityKeyValues(context);
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(GatewayObservationContext context) {
            return words.getHighCardinalityKeyValues(context);
        }
    }
}
