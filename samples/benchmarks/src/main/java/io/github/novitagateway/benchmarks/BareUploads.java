package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** The same with Reactor Netty alone and no care but for speed: what there is to reach. */
final class BareUploads implements Contestant {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int READ_AHEAD = 8;
    private static final int CONNECTIONS = 64;

    private final ConnectionProvider connections = ConnectionProvider.create("bare", CONNECTIONS);
    private final HttpClient client;
    private final ResponseReceiver<?> slots;
    private final Cell cell;

    BareUploads(Cell cell) {
        this.client = cell.tls()
                .trusting(cell.server())
                .apply(HttpClient.create(connections).disableRetry(true))
                .doOnChannelInit((observer, channel, remote) -> encryptChunks(channel));
        this.slots = client.post()
                .uri(cell.tls().service(cell.server()).resolve(Front.SLOTS))
                .send((head, outbound) -> BareCalls.send(SlotAnswer.question(), head, outbound));
        this.cell = cell;
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public void round(int operations) {
        cell.upload(operations, picture -> slot().flatMap(url -> put(url, picture)));
    }

    /** Four records at a time, as the gateway does. */
    private static void encryptChunks(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.setWrapDataSize(CHUNK_BYTES);
        }
    }

    private Mono<URI> slot() {
        return slots.responseSingle((response, body) -> body.asByteArray()).map(SlotAnswer::url);
    }

    private Mono<Integer> put(URI url, Path picture) {
        return size(picture)
                .flatMap(size -> client.put()
                        .uri(url)
                        .send((request, outbound) -> {
                            request.requestHeaders()
                                    .set(HttpHeaderNames.CONTENT_LENGTH, size)
                                    .set(HttpHeaderNames.CONTENT_TYPE, "image/png");
                            return outbound.then().then(send(outbound, picture, size));
                        })
                        .responseSingle((response, body) -> body.then(ok(response))));
    }

    /**
     * Ends with the write of the last bytes, on the event loop as all of the writing: with an end that comes later, the
     * answer could come before.
     */
    private static Mono<Void> send(NettyOutbound outbound, Path picture, long size) {
        Mono<Channel> channel =
                Mono.create(sink -> outbound.withConnection(connection -> sink.success(connection.channel())));
        AtomicLong left = new AtomicLong(size);
        return channel.flatMap(to -> content(picture, size)
                .publishOn(Schedulers.fromExecutor(to.eventLoop()), READ_AHEAD)
                .concatMap(
                        chunk -> {
                            int bytes = chunk.readableBytes();
                            return outbound.sendObject(chunk).then().thenReturn(bytes);
                        },
                        0)
                .takeUntil(bytes -> left.addAndGet(-bytes) == 0)
                .then());
    }

    private static Mono<Integer> ok(HttpClientResponse response) {
        int status = response.status().code();
        return status == 200 ? Mono.just(status) : Mono.error(new IllegalStateException("status " + status));
    }

    private static Mono<Long> size(Path picture) {
        return Mono.fromCallable(() -> Files.size(picture)).subscribeOn(Schedulers.boundedElastic());
    }

    private static Flux<ByteBuf> content(Path picture, long size) {
        return Flux.<ByteBuf, FileChannel>generate(
                        () -> FileChannel.open(picture), (file, sink) -> read(file, size, sink), BareUploads::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static FileChannel read(FileChannel file, long size, SynchronousSink<ByteBuf> sink) {
        try {
            int length = (int) Math.min(size - file.position(), CHUNK_BYTES);
            ByteBuf chunk = ByteBufAllocator.DEFAULT.directBuffer(length);
            chunk.writeBytes(file, length);
            sink.next(chunk);
            if (file.position() == size) {
                sink.complete();
            }
        } catch (IOException unreadable) {
            sink.error(unreadable);
        }
        return file;
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(30));
    }
}
