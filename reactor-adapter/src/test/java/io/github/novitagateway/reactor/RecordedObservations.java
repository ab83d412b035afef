package io.github.novitagateway.reactor;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A registry that keeps what has ended, in the order of the ends. */
final class RecordedObservations implements ObservationHandler<Observation.Context> {

    /** One that has ended. */
    record Ended(
            String name,
            Map<String, String> keys,
            Map<String, String> ids,
            List<String> events,
            @Nullable String parent) {}

    final ObservationRegistry registry = ObservationRegistry.create();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final Map<Observation.Context, Queue<String>> events = new ConcurrentHashMap<>();

    RecordedObservations() {
        registry.observationConfig().observationHandler(this);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        events.put(context, new ConcurrentLinkedQueue<>());
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        of(context).add(event.getName());
    }

    @Override
    public void onStop(Observation.Context context) {
        var parent = context.getParentObservation();
        ended.add(new Ended(
                String.valueOf(context.getName()),
                map(context.getLowCardinalityKeyValues()),
                map(context.getHighCardinalityKeyValues()),
                List.copyOf(of(context)),
                parent == null ? null : parent.getContextView().getName()));
        events.remove(context);
    }

    private Queue<String> of(Observation.Context context) {
        return events.getOrDefault(context, new ConcurrentLinkedQueue<>());
    }

    private static Map<String, String> map(Iterable<KeyValue> values) {
        Map<String, String> map = new TreeMap<>();
        values.forEach(value -> map.put(value.getKey(), value.getValue()));
        return map;
    }

    List<Ended> all() {
        return new ArrayList<>(ended);
    }

    List<Ended> named(String name) {
        return ended.stream().filter(one -> one.name().equals(name)).collect(Collectors.toList());
    }

    /** How many have begun and not ended. */
    int open() {
        return events.size();
    }

    /** The operation within an observation of this name. */
    <T> Mono<T> within(String name, Mono<T> operation) {
        return Mono.defer(() -> {
            Observation outer = Observation.start(name, registry);
            return operation
                    .doOnTerminate(outer::stop)
                    .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, outer));
        });
    }
}
