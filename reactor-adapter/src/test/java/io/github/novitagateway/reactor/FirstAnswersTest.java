package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.ParallelFlux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The first answers of a gateway may come all at once, on threads that must not wait for each other. */
class FirstAnswersTest {

    private static final byte[] REFUSAL =
            "{\"reason\":\"R\",\"message\":\"m\",\"metadata\":{\"a\":[1]}}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] NOTHING_SAID = "{}".getBytes(StandardCharsets.UTF_8);
    private static final List<Class<?>> KINDS = List.of(Replies.Reply.class.getPermittedSubclasses());
    private static final int THREADS = 8;

    /** The guard against blocking tells a thread that waits at the parser's locks. */
    @RepeatedTest(20)
    @Timeout(20)
    void firstAnswersAreReadSideBySide() {
        JsonCodec codec = JsonCodec.strict();

        assertThat(sideBySide(() -> codec.read(REFUSAL, Replies.Failure.class))).hasSize(THREADS);
    }

    @RepeatedTest(5)
    @Timeout(20)
    void firstAnswersOfAllKindsAreReadSideBySide() {
        JsonCodec codec = JsonCodec.strict();

        assertThat(sideBySide(() -> KINDS.stream()
                        .<Object>map(kind -> codec.read(NOTHING_SAID, kind))
                        .toList()))
                .hasSize(THREADS);
    }

    private static <T> List<T> sideBySide(Supplier<T> reading) {
        CountDownLatch ready = new CountDownLatch(THREADS);
        Scheduler readers = Schedulers.newParallel("reader", THREADS);
        ParallelFlux<T> answers = Flux.range(0, THREADS)
                .parallel(THREADS)
                .runOn(readers)
                .map(number -> {
                    ready.countDown();
                    while (ready.getCount() > 0) {
                        // all begin at the same time, and none may be parked here
                    }
                    return reading.get();
                });

        List<T> read = Objects.requireNonNull(answers.sequential().collectList().block());
        readers.dispose();
        return read;
    }
}
