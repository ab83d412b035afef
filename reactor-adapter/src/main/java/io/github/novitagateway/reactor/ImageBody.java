package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * An image that was looked at and can be sent: its format by its first bytes, its length, and its bytes as buffers.
 * Files are touched on the bounded elastic scheduler alone, and must be as they were at the look: the last bytes are
 * handed out only then, so that a mixture is never complete.
 *
 * @param state the state of the file at the look; null for bytes in memory
 */
record ImageBody(
        ImageSource source,
        ImageFormat format,
        long length,
        @Nullable FileState state) {

    /** What changes with a file. The key, where the system has one, tells a file from another under the same name. */
    record FileState(long size, FileTime modified, @Nullable Object key) {

        static FileState of(Path path) throws IOException {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileState(file.size(), file.lastModifiedTime(), file.fileKey());
        }
    }

    private static final int CHUNK_BYTES = 16 * 1024;

    /** Looks at the first bytes and the length. */
    static Mono<ImageBody> of(ImageSource source, long maxBytes) {
        return Mono.fromCallable(() -> look(source, maxBytes, "maxImageBytes"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The same for a thread that may block. */
    static ImageBody look(ImageSource source, long maxBytes, String bound) {
        ImageBody image = look(source);
        if (image.length > maxBytes) {
            throw invalid(
                    source, "must have at most " + bound + ", " + maxBytes + " bytes, but has " + image.length, null);
        }
        return image;
    }

    private static ImageBody look(ImageSource source) {
        if (source instanceof ImageSource.Bytes memory) {
            ByteBuffer content = memory.content();
            byte[] head = new byte[Math.min(content.remaining(), ImageFormat.HEADER_BYTES)];
            content.get(head);
            return new ImageBody(source, format(source, head), memory.size(), null);
        }
        Path path = ((ImageSource.File) source).path();
        try (var content = Files.newInputStream(path)) {
            FileState state = FileState.of(path);
            byte[] head = content.readNBytes(ImageFormat.HEADER_BYTES);
            return new ImageBody(source, format(source, head), state.size(), state);
        } catch (IOException unreadable) {
            throw unreadable(source, unreadable);
        }
    }

    private static ImageFormat format(ImageSource source, byte[] head) {
        return ImageFormat.detect(head)
                .orElseThrow(() -> invalid(source, "is neither PNG, JPEG nor WEBP by its first bytes", null));
    }

    /** The whole picture in memory; for a thread that may block. */
    byte[] read() {
        byte[] bytes = new byte[(int) length];
        if (source instanceof ImageSource.File file) {
            try (var content = Files.newInputStream(file.path())) {
                if (content.readNBytes(bytes, 0, bytes.length) < length) {
                    throw becameShorter();
                }
                checkUnchanged(file.path());
            } catch (IOException unreadable) {
                throw unreadable(source, unreadable);
            }
        } else {
            ((ImageSource.Bytes) source).content().get(bytes);
        }
        return bytes;
    }

    /**
     * The bytes, exactly {@link #length()} of them; a file that has changed by now ends in an error before the last.
     */
    Flux<ByteBuf> content() {
        return source instanceof ImageSource.File file
                ? fileContent(file.path()).subscribeOn(Schedulers.boundedElastic())
                : memoryContent(((ImageSource.Bytes) source));
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

    private static Flux<ByteBuf> memoryContent(ImageSource.Bytes source) {
        return Flux.generate(source::content, (content, sink) -> {
            if (content.hasRemaining()) {
                int chunk = Math.min(content.remaining(), CHUNK_BYTES);
                sink.next(Unpooled.wrappedBuffer(content.slice(content.position(), chunk)));
                content.position(content.position() + chunk);
            } else {
                sink.complete();
            }
            return content;
        });
    }

    private Flux<ByteBuf> fileContent(Path path) {
        return Flux.generate(() -> open(path), (file, sink) -> readChunk(path, file, sink), ImageBody::close);
    }

    /** The stream is one that an interrupt does not close: who interrupts would have to wait for the disk. */
    private CountedInput open(Path path) {
        try {
            return new CountedInput(Files.newInputStream(path));
        } catch (IOException unreadable) {
            throw unreadable(source, unreadable);
        }
    }

    private CountedInput readChunk(Path path, CountedInput file, SynchronousSink<ByteBuf> sink) {
        long left = length - file.read;
        if (left == 0) {
            sink.complete();
            return file;
        }
        ByteBuf chunk = ByteBufAllocator.DEFAULT.buffer((int) Math.min(left, CHUNK_BYTES));
        try {
            file.fill(chunk);
            if (!chunk.isReadable()) {
                throw becameShorter();
            }
            if (file.read == length) {
                checkUnchanged(path);
            }
            sink.next(chunk);
        } catch (IOException | RuntimeException failed) {
            chunk.release();
            sink.error(failed instanceof IOException unreadable ? unreadable(source, unreadable) : failed);
        }
        return file;
    }

    private static final class CountedInput {

        private final InputStream content;
        private long read;

        private CountedInput(InputStream content) {
            this.content = content;
        }

        private void fill(ByteBuf chunk) throws IOException {
            int filled = chunk.writeBytes(content, chunk.writableBytes());
            read += Math.max(0, filled);
        }
    }

    private void checkUnchanged(Path path) throws IOException {
        FileState now;
        try {
            now = FileState.of(path);
        } catch (NoSuchFileException gone) {
            throw invalid(source, "disappeared while it was read", gone);
        }
        if (now.equals(state)) {
            return;
        }
        if (now.size() < length) {
            throw becameShorter();
        }
        throw now.size() > length
                ? invalid(source, "grew beyond " + length + " bytes while it was read", null)
                : invalid(source, "was changed or replaced while it was read", null);
    }

    private InvalidImageException becameShorter() {
        return invalid(source, "became shorter than " + length + " bytes while it was read", null);
    }

    private static void close(CountedInput file) {
        try {
            file.content.close();
        } catch (IOException alreadyRead) {
            // What was read is read; nothing depends on the close of a file that was only read.
        }
    }

    private static InvalidImageException unreadable(ImageSource source, IOException failure) {
        String problem = failure instanceof NoSuchFileException
                ? "does not exist"
                : "cannot be read (" + failure.getClass().getSimpleName() + ")";
        return invalid(source, problem, failure);
    }

    private static InvalidImageException invalid(ImageSource source, String problem, @Nullable Throwable cause) {
        return new InvalidImageException(source.name(), problem, cause);
    }
}
