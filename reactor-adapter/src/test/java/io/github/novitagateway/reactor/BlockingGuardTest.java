package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Timeout(30)
class BlockingGuardTest {

    @Test
    void catchesAWaitOnAThreadThatMustNotBlock() {
        assertIsCaught(() -> new CountDownLatch(1).await(1, TimeUnit.SECONDS));
    }

    @Test
    void catchesAFileReadThroughAChannel(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "text");

        assertIsCaught(() -> Files.readString(file));
    }

    @Test
    void letsTheElasticSchedulerBlock(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "text");

        assertThat(Mono.fromCallable(() -> Files.readString(file))
                        .subscribeOn(Schedulers.boundedElastic())
                        .block(Duration.ofSeconds(10)))
                .isEqualTo("text");
    }

    private static void assertIsCaught(Callable<?> blocking) {
        Mono<?> onParallel = Mono.fromCallable(blocking).subscribeOn(Schedulers.parallel());

        assertThatThrownBy(() -> onParallel.block(Duration.ofSeconds(10)))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
        assertThatThrownBy(() -> new BlockingGuard().check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("blocking calls");
    }
}
