package io.github.novitagateway.benchmarks;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Reactor Netty alone: pooled buffers go to the disk as they came, and no thought is given to what is cancelled. */
final class BareDownloads {

    private static final int CONNECTIONS = 64;
    private static final int CHUNKS_AHEAD = 16;

    private BareDownloads() {}

    static Fetcher of(URI drawing, int parallel) {
        ConnectionProvider connections = ConnectionProvider.create("bare", CONNECTIONS);
        HttpClient client = HttpClient.create(connections).disableRetry(true);
        return new Fetcher(
                "bare",
                parallel,
                (folder, number) -> fetch(client, drawing, folder.resolve(number + ".png")),
                () -> connections.disposeLater().block(Duration.ofSeconds(30)));
    }

    private static Mono<Path> fetch(HttpClient client, URI drawing, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        return Mono.using(
                        () -> FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        file -> client.get()
                                .uri(drawing)
                                .responseContent()
                                .retain()
                                .publishOn(Schedulers.boundedElastic(), CHUNKS_AHEAD)
                                .map(chunk -> write(chunk, file))
                                .then(),
                        BareDownloads::close)
                .then(Mono.fromCallable(() -> Files.move(part, target)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static int write(ByteBuf chunk, FileChannel file) {
        try {
            int length = chunk.readableBytes();
            ByteBuffer bytes = chunk.nioBuffer();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            return length;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            chunk.release();
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
