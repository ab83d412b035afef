package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

@Timeout(60)
class BlockingGuardTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void catchesAFileThatIsRemovedOnAnEventLoop() throws Exception {
        Path file = Files.createFile(folder.resolve("a.txt"));
        Mono.fromCallable(() -> Files.deleteIfExists(file)).subscribeOn(loop()).block(LONG);

        assertThatThrownBy(() -> new BlockingGuard().check()).hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    /** Streams end where their connections end: many at once, while the next ones begin. */
    @Test
    void letsHeartbeatsEndOnEventLoops() {
        Mono<Void> heartbeats = Mono.fromRunnable(() -> IntStream.range(0, 3000)
                .forEach(each -> Flux.interval(Duration.ofMillis(1)).subscribe().dispose()));

        Flux.range(0, 4).flatMap(each -> heartbeats.subscribeOn(loop())).then().block(LONG);
    }

    private static Scheduler loop() {
        return Schedulers.fromExecutor(
                HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next());
    }
}
