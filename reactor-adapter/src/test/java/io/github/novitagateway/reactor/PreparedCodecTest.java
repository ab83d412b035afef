package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.ParallelFlux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The first answers of a gateway may come all at once, on threads that must not wait for each other. */
class PreparedCodecTest {

    private static final byte[] REFUSAL =
            "{\"reason\":\"R\",\"message\":\"m\",\"metadata\":{\"a\":[1]}}".getBytes(StandardCharsets.UTF_8);

    /** The guard against blocking tells a thread that waits at the parser's locks. */
    @RepeatedTest(20)
    @Timeout(20)
    void firstAnswersAreReadSideBySide() {
        JsonCodec codec = JsonCodec.strict();
        int threads = 8;
        CountDownLatch ready = new CountDownLatch(threads);
        Scheduler readers = Schedulers.newParallel("reader", threads);
        ParallelFlux<Replies.Failure> answers = Flux.fromIterable(
                        IntStream.range(0, threads).boxed().toList())
                .parallel(threads)
                .runOn(readers)
                .map(number -> {
                    ready.countDown();
                    while (ready.getCount() > 0) {
                        // all begin at the same time, and none may be parked here
                    }
                    return codec.read(REFUSAL, Replies.Failure.class);
                });

        List<Replies.Failure> read = answers.sequential().collectList().block();
        readers.dispose();

        assertThat(read).hasSize(threads);
    }
}
