package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.CodecSteps;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Steps without a network: what reading, writing, backing off and polling cost by themselves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SmallSteps {

    private final NovitaGateway novita =
            NovitaGateway.create(NovitaConfig.builder(ApiKey.of("benchmark")).build());
    private final CodecSteps codec = new CodecSteps();
    private final byte[] event = event();
    private final byte[] drawing = drawing();
    private final TaskId task = Call.task(0);
    private final GenerationRequest order = Call.order();
    private final Backoff backoff = Backoff.of(Duration.ofMillis(500), 2, Duration.ofSeconds(10));
    private final PollingPolicy paced = PollingPolicy.paced();
    private final PollingPolicy.Session pacing = paced.start();
    private final Observation training = new Observation(
            new TaskStatus(TaskId.style("trains"), "TRAINING", null, List.of(), 40.0, Duration.ofSeconds(25)), false);

    /** Made by the harness. */
    public SmallSteps() {}

    private static byte[] drawing() {
        return Objects.requireNonNull(new Answers().to("GET", "/v3/async/task-result", ""));
    }

    private static byte[] event() {
        return ("{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":" + new String(drawing(), UTF_8) + "}")
                .getBytes(UTF_8);
    }

    /** {@return a drawing, by the gateway's codec} */
    @Benchmark
    public GenerationStatus gatewayReadsADrawing() {
        return codec.read(task, drawing);
    }

    /** {@return a drawing that a webhook tells of, its envelope included} */
    @Benchmark
    public TaskEvent gatewayReadsAnEvent() {
        return novita.parseEvent(event);
    }

    /** {@return the same drawing by Jackson alone} */
    @Benchmark
    public Object jacksonReadsADrawing() {
        return Call.STATUS.reader().readValue(drawing);
    }

    /** {@return the body of an order, by the gateway's codec} */
    @Benchmark
    public byte[] gatewayWritesAnOrder() {
        return codec.write(order);
    }

    /** {@return the body of an order by Jackson alone} */
    @Benchmark
    public byte[] jacksonWritesAnOrder() {
        return Call.SUBMIT.body();
    }

    /** {@return the pause before the third repeat} */
    @Benchmark
    public Duration backoff() {
        return backoff.delay(3);
    }

    /** {@return the pause after one more look at a training} */
    @Benchmark
    public Duration pollStep() {
        return pacing.next(training);
    }

    /** {@return the pause after the first look at a training, which has failed} */
    @Benchmark
    public Duration firstPollStep() {
        return paced.start().next(new Observation(null, true));
    }

    /** Closes the gateway, which has sent nothing. */
    @TearDown
    public void close() {
        novita.close();
    }
}
