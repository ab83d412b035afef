package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;

/**
 * An image that was looked at and can be sent: its format by its first bytes, its length, and its bytes as buffers.
 * Files are touched on the bounded elastic scheduler alone, and must be as they were at the look.
 *
 * @param state the state of the file at the look; null for bytes in memory
 * @param looked the file as the look has left it, its beginning in memory, for whoever reads it first
 */
record ImageBody(
        ImageSource source,
        ImageFormat format,
        long length,
        ImageFile.@Nullable State state,
        AtomicReference<@Nullable ImageFile> looked) {

    /** Elastic threads by which nobody can interrupt a read: see {@link ImageFile}. */
    static final Scheduler READERS =
            Schedulers.fromExecutor(read -> Schedulers.boundedElastic().schedule(read));

    /** Looks at the first bytes and the length, and does something with the image. */
    static <T> Mono<T> use(ImageSource source, long maxBytes, Function<ImageBody, Mono<T>> use) {
        return Mono.using(() -> look(source, maxBytes, "maxImageBytes"), use, ImageBody::leave)
                .subscribeOn(READERS);
    }

    private void leave() {
        ImageFile unread = looked.getAndSet(null);
        if (unread != null) {
            READERS.schedule(unread::close);
        }
    }

    /** The same for a thread that may block, which reads the bytes next. */
    static ImageBody look(ImageSource source, long maxBytes, String bound) {
        if (source instanceof ImageSource.Bytes memory) {
            return of(source, head(memory), memory.size(), null).within(maxBytes, bound);
        }
        ImageFile file = ImageFile.open((ImageSource.File) source);
        try {
            file.readBeginning();
            return of(source, file.head(ImageFormat.HEADER_BYTES), file.state().size(), file)
                    .within(maxBytes, bound);
        } catch (RuntimeException unusable) {
            file.close();
            throw unusable;
        }
    }

    private static byte[] head(ImageSource.Bytes memory) {
        ByteBuffer content = memory.content();
        byte[] head = new byte[Math.min(content.remaining(), ImageFormat.HEADER_BYTES)];
        content.get(head);
        return head;
    }

    private static ImageBody of(ImageSource source, byte[] head, long length, @Nullable ImageFile file) {
        ImageFormat format = ImageFormat.detect(head)
                .orElseThrow(() -> invalid(source, "is neither PNG, JPEG nor WEBP by its first bytes"));
        return new ImageBody(source, format, length, file == null ? null : file.state(), new AtomicReference<>(file));
    }

    private ImageBody within(long maxBytes, String bound) {
        if (length > maxBytes) {
            throw invalid(source, "must have at most " + bound + ", " + maxBytes + " bytes, but has " + length);
        }
        return this;
    }

    /** The whole picture in memory; for a thread that may block. */
    byte[] read() {
        byte[] bytes = new byte[(int) length];
        if (source instanceof ImageSource.Bytes memory) {
            memory.content().get(bytes);
        } else {
            ByteBuf target = Unpooled.wrappedBuffer(bytes).clear();
            try (ImageFile file = open()) {
                while (!file.isReadToItsEnd()) {
                    ByteBuf chunk = file.nextChunk();
                    target.writeBytes(chunk);
                    chunk.release();
                }
            }
        }
        return bytes;
    }

    /**
     * Sends the bytes, exactly {@link #length()} of them; a file that has changed by now ends in an error before the
     * last.
     *
     * @param sent is told the bytes that go to the connection so far
     */
    Publisher<Void> send(NettyOutbound outbound, LongConsumer sent) {
        if (source instanceof ImageSource.Bytes memory) {
            return outbound.send(counted(memoryContent(memory), sent));
        }
        Mono<Channel> channel =
                Mono.create(sink -> outbound.withConnection(connection -> sink.success(connection.channel())));
        return outbound.then().then(channel.flatMap(to -> new ReadAhead(to, looked, this::open, sent)));
    }

    private static Flux<ByteBuf> counted(Flux<ByteBuf> content, LongConsumer sent) {
        return Flux.defer(() -> {
            AtomicLong total = new AtomicLong();
            return content.doOnNext(chunk -> sent.accept(total.addAndGet(chunk.readableBytes())));
        });
    }

    private ImageFile open() {
        ImageFile open = looked.getAndSet(null);
        return open != null ? open : ImageFile.open((ImageSource.File) source, Objects.requireNonNull(state));
    }

    /** The SHA-256 of the bytes, in lower-case hexadecimal digits. */
    Mono<String> sha256() {
        return Mono.fromCallable(() -> MessageDigest.getInstance("SHA-256"))
                .flatMap(digest -> content()
                        .doOnNext(chunk -> {
                            digest.update(chunk.nioBuffer());
                            chunk.release();
                        })
                        .then(Mono.fromSupplier(() -> HexFormat.of().formatHex(digest.digest()))));
    }

    private Flux<ByteBuf> content() {
        return source instanceof ImageSource.Bytes memory
                ? memoryContent(memory)
                : fileContent().subscribeOn(READERS);
    }

    private static Flux<ByteBuf> memoryContent(ImageSource.Bytes source) {
        return Flux.generate(source::content, (content, sink) -> {
            if (content.hasRemaining()) {
                int chunk = Math.min(content.remaining(), ImageFile.CHUNK_BYTES);
                sink.next(Unpooled.wrappedBuffer(content.slice(content.position(), chunk)));
                content.position(content.position() + chunk);
            } else {
                sink.complete();
            }
            return content;
        });
    }

    private Flux<ByteBuf> fileContent() {
        return Flux.generate(
                this::open,
                (file, sink) -> {
                    if (file.isReadToItsEnd()) {
                        sink.complete();
                    } else {
                        sink.next(file.nextChunk());
                    }
                    return file;
                },
                file -> READERS.schedule(file::close));
    }

    private static InvalidImageException invalid(ImageSource source, String problem) {
        return new InvalidImageException(source.name(), problem, null);
    }
}
