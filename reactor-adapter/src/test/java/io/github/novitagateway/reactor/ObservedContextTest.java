package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.task.TaskId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** Traces, and what the thread of a caller's code knows of them. */
class ObservedContextTest extends ServiceTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");

    private final SimpleTracer tracer = new SimpleTracer();
    private final ObservationRegistry registry = ObservationRegistry.create();

    @BeforeEach
    void trace() {
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        ObservationThreadLocalAccessor.getInstance().setObservationRegistry(registry);
        Hooks.enableAutomaticContextPropagation();
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(10)))
                .observations(registry)
                .build();
    }

    @AfterEach
    void stopPropagating() {
        Hooks.disableAutomaticContextPropagation();
    }

    private List<SimpleSpan> spans(String name) {
        return tracer.getSpans().stream()
                .filter(span -> name.equals(span.getName()))
                .toList();
    }

    @Test
    void repeatsAreEventsOfOneSpan() {
        answer(new MockResponse.Builder().code(503).build());
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TRAINING));

        assertThat(spans("styleTraining.status"))
                .singleElement()
                .satisfies(span -> assertThat(span.getEvents()).hasSize(1));
    }

    @Test
    void eachSubscribersCodeRunsInTheTraceOfThatSubscriber() {
        answer("training-style.get.queuing.response.json", "training-style.get.success-serving.response.json");
        Queue<String> seenByOne = new ConcurrentLinkedQueue<>();
        Queue<String> seenByOther = new ConcurrentLinkedQueue<>();

        Mono.when(watchWithin("one", seenByOne), watchWithin("other", seenByOther))
                .block(LONG);

        assertThat(seenByOne).isNotEmpty().containsOnly("one");
        assertThat(seenByOther).isNotEmpty().containsOnly("other");
    }

    private Mono<Void> watchWithin(String name, Queue<String> seen) {
        return Mono.defer(() -> {
            Observation outer = Observation.start(name, registry);
            return novita.trainings()
                    .watch(TRAINING)
                    .doOnNext(status -> seen.add(current()))
                    .doOnTerminate(outer::stop)
                    .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, outer))
                    .then();
        });
    }

    private String current() {
        Observation observation = registry.getCurrentObservation();
        return observation == null
                ? "none"
                : String.valueOf(observation.getContextView().getName());
    }

    @Test
    void aWatchAndItsStagesAreSpansOfTheSubscribersTraceAndItsLooksAreNot() {
        answer("training-style.get.queuing.response.json", "training-style.get.success-serving.response.json");
        Queue<String> seen = new ConcurrentLinkedQueue<>();

        watchWithin("request", seen).block(LONG);

        String trace = spans("request").get(0).context().traceId();
        assertThat(List.of(spans("training watch"), spans("stage queued")))
                .allSatisfy(spans -> assertThat(spans)
                        .singleElement()
                        .satisfies(span -> assertThat(span.context().traceId()).isEqualTo(trace)));
        String looks = spans("poller style").get(0).context().traceId();
        assertThat(looks).isNotEqualTo(trace);
        assertThat(spans("styleTraining.status"))
                .hasSize(2)
                .extracting(span -> span.context().traceId())
                .containsOnly(looks);
    }
}
