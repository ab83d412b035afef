package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

@Timeout(30)
class BlockingGuardTest {

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    private interface Use<T> {
        void of(T thing) throws Exception;
    }

    static Stream<Named<Use<Path>>> usesOfAPath() {
        return Stream.of(
                named("read", Files::readString),
                named("write", file -> Files.writeString(file, "more")),
                named("open as stream", file -> Files.newInputStream(file).close()),
                named("open as channel", file -> FileChannel.open(file).close()),
                named("size", Files::size),
                named("list", file -> Files.walkFileTree(file.getParent(), new SimpleFileVisitor<>() {})),
                named("create directory", file -> Files.createDirectory(file.resolveSibling("b"))),
                named("move", file -> Files.move(file, file.resolveSibling("b"))),
                named("delete", Files::delete));
    }

    static Stream<Named<Use<FileChannel>>> usesOfAnOpenFile() {
        return Stream.of(
                named("read", channel -> channel.read(ByteBuffer.allocate(1))),
                named("read at a place", channel -> channel.read(ByteBuffer.allocate(1), 1)),
                named("read into many", channel -> channel.read(twoBuffers())),
                named("write", channel -> channel.write(ByteBuffer.allocate(1))),
                named("write at a place", channel -> channel.write(ByteBuffer.allocate(1), 1)),
                named("write from many", channel -> channel.write(twoBuffers())),
                named("force", channel -> channel.force(true)),
                named("size", FileChannel::size));
    }

    private static ByteBuffer[] twoBuffers() {
        return new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)};
    }

    @BeforeEach
    void writeAFile() throws Exception {
        file = Files.writeString(directory.resolve("a.txt"), "text");
    }

    @Test
    void catchesAWaitOnAThreadThatMustNotBlock() {
        assertIsCaught(latch -> latch.await(1, TimeUnit.SECONDS), new CountDownLatch(1));
    }

    @ParameterizedTest
    @MethodSource("usesOfAPath")
    void catchesTheUseOfAPath(Use<Path> use) {
        assertIsCaught(use, file);
    }

    @ParameterizedTest
    @MethodSource("usesOfAnOpenFile")
    void catchesTheUseOfAnOpenFile(Use<FileChannel> use) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertIsCaught(use, channel);
        }
    }

    @Test
    void catchesAFileThatIsReadOnAnEventLoop() {
        Scheduler loop = Schedulers.fromExecutor(
                HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next());
        Mono<String> thread = Mono.fromCallable(() -> Thread.currentThread().getName());
        assertThat(thread.subscribeOn(loop).block(Duration.ofSeconds(10))).startsWith("reactor-http");

        assertIsCaught(Files::readString, file, loop);
    }

    @Test
    void letsTheElasticSchedulerBlock() {
        assertThat(Mono.fromCallable(() -> Files.readString(file))
                        .subscribeOn(Schedulers.boundedElastic())
                        .block(Duration.ofSeconds(10)))
                .isEqualTo("text");
    }

    /** A test that does not name the guard. */
    static final class Careless {

        @Test
        void blocks() {
            Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.SECONDS))
                    .subscribeOn(Schedulers.parallel())
                    .block(Duration.ofSeconds(10));
        }
    }

    @Test
    void failsATestOfAnyClass() {
        EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .selectors(selectClass(Careless.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(text -> text.contains("blocking calls"))));
    }

    private static <T> void assertIsCaught(Use<T> use, T thing) {
        assertIsCaught(use, thing, Schedulers.parallel());
    }

    private static <T> void assertIsCaught(Use<T> use, T thing, Scheduler scheduler) {
        Mono<Void> elsewhere = Mono.<Void>fromCallable(() -> {
                    use.of(thing);
                    return null;
                })
                .subscribeOn(scheduler);

        elsewhere.block(Duration.ofSeconds(10));

        assertThatThrownBy(() -> new BlockingGuard().check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("blocking calls")
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }
}
