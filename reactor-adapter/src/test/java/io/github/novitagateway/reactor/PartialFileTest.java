package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.DownloadException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a directory shows of a download that is under way, fails, or is cancelled. */
class PartialFileTest extends DownloadTest {

    private static final String NAME = TASK + "-0.png";

    @TempDir
    Path directory = Path.of("");

    @Test
    void showsTheFileUnderItsNameOnlyWhenItIsWhole() throws IOException {
        HeldBody body = new HeldBody(Pictures.png(200_000));
        answer(picture(body));
        var download = novita.images().download(image(), directory).toFuture();

        eventually(() -> partSize() == body.first());
        assertThat(directory.resolve(NAME)).doesNotExist();
        body.letGo();

        assertThat(download).succeedsWithin(LONG);
        assertThat(names()).containsExactly(NAME);
        assertThat(directory.resolve(NAME)).hasSize(200_000);
    }

    @RepeatedTest(10)
    void cancellingClosesTheConnectionAndRemovesThePart() throws Exception {
        HeldBody body = new HeldBody(Pictures.png(20_000_000));
        answer(picture(body));
        var running = novita.images().download(image(), directory).subscribe();
        eventually(() -> partSize() > 0);

        running.dispose();

        body.letGo();
        assertThat(body.isHungUpOn()).isTrue();
        eventually(() -> names().isEmpty());
    }

    @Test
    void closingTheGatewayRemovesThePart() throws Exception {
        HeldBody body = new HeldBody(Pictures.png(200_000));
        answer(picture(body));
        var download = novita.images().download(image(), directory).toFuture();
        eventually(() -> partSize() > 0);

        novita.close();

        assertThat(download).failsWithin(LONG);
        eventually(() -> names().isEmpty());
        body.letGo();
    }

    @Test
    void neverReplacesAFile() throws IOException {
        Path file = Files.writeString(directory.resolve(NAME), "mine");

        assertFails(novita.images().download(image(), directory), Reason.EXISTS);

        assertThat(file).hasContent("mine");
        assertThat(names()).containsExactly(NAME);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void neverReplacesAFileThatComesInTheMeantime() throws IOException {
        HeldBody body = new HeldBody(Pictures.png(200_000));
        answer(picture(body));
        Mono<Path> download = novita.images().download(image(), directory).cache();
        download.subscribe(file -> {}, failure -> {});
        eventually(() -> partSize() > 0);

        Path file = Files.writeString(directory.resolve(NAME), "mine");
        body.letGo();

        assertFails(download, Reason.EXISTS);
        assertThat(file).hasContent("mine");
        assertThat(names()).containsExactly(NAME);
    }

    @Test
    void makesTheDirectory() {
        answer(picture(Pictures.png(100)));
        Path deep = directory.resolve("a").resolve("b");

        assertThat(value(novita.images().download(image(), deep))).hasParent(deep);
    }

    @Test
    void followsALinkToADirectory() throws IOException {
        answer(picture(Pictures.png(100)));
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));

        assertThat(value(novita.images().download(image(), link))).hasParentRaw(link);
        assertThat(directory.resolve("real").resolve(NAME)).exists();
    }

    @Test
    void failsByTheDiskWhenTheDirectoryIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");

        assertFails(novita.images().download(image(), file), Reason.DISK);
        assertFails(novita.images().download(image(), file.resolve("below")), Reason.DISK);
        assertThat(file).hasContent("mine");
    }

    @Test
    void failsByTheDiskWhenTheDirectoryTakesNoFile() throws IOException {
        Path proc = Path.of("/proc");
        assumeTrue(Files.isDirectory(proc), "a directory that refuses files even from root");

        assertFails(novita.images().download(image(), proc), Reason.DISK);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escape", "/etc/passwd", "..", "a\\b", "C:evil", "x/../../y", "\u202egnp"})
    void aHostileTaskIdStaysWithinTheDirectory(String task) throws IOException {
        answer(picture(Pictures.png(100)));
        Path inner = Files.createDirectory(directory.resolve("inner"));

        Path file = value(novita.images().download(image(task, 0, ImageFormat.PNG), inner));

        assertThat(file.getFileName().toString()).matches("[A-Za-z0-9_-]+\\.png");
        assertThat(file.toRealPath()).hasParentRaw(inner.toRealPath());
        assertThat(names()).containsExactly("inner");
    }

    @Test
    void appendsWhatIsReadableOfChunksOfAnyKind() throws IOException {
        PartialFile file = new PartialFile(directory, NAME);
        file.open();
        ByteBuf direct =
                Unpooled.directBuffer().writeBytes(new byte[] {0, 1, 2}).skipBytes(1);
        ByteBuf pieces = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(new byte[] {3}), direct.copy());

        assertThat(file.append(direct, 5)).isTrue();
        assertThat(file.append(pieces, 5)).isTrue();
        assertThat(file.append(pieces, 5)).as("beyond the cap").isFalse();
        file.commit();
        file.discard();

        assertThat(file.target()).hasBinaryContent(new byte[] {1, 2, 3, 1, 2});
        direct.release();
        pieces.release();
    }

    @Test
    void aFileDiscardedBeforeItIsOpenStaysClosed() throws IOException {
        PartialFile file = new PartialFile(directory, NAME);

        file.discard();

        assertThatThrownBy(file::open).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.append(Unpooled.EMPTY_BUFFER, 1)).isInstanceOf(ClosedChannelException.class);
        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private long partSize() throws IOException {
        for (String name : names()) {
            if (name.endsWith(".part")) {
                return Files.size(directory.resolve(name));
            }
        }
        return 0;
    }

    private static void eventually(Callable<Boolean> holds) {
        Flux.interval(Duration.ofMillis(5), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .concatMap(tick -> Mono.fromCallable(holds), 1)
                .filter(held -> held)
                .blockFirst(LONG);
    }
}
