package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * An image that was looked at and can be sent: its format by its first bytes, its length, and its bytes as buffers.
 * Files are touched on the bounded elastic scheduler alone.
 */
record ImageBody(ImageSource source, ImageFormat format, long length) {

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
        byte[] head;
        long length;
        if (source instanceof ImageSource.File file) {
            try (var content = Files.newInputStream(file.path())) {
                head = content.readNBytes(ImageFormat.HEADER_BYTES);
                length = Files.size(file.path());
            } catch (IOException unreadable) {
                throw unreadable(source, unreadable);
            }
        } else {
            ByteBuffer content = ((ImageSource.Bytes) source).content();
            head = new byte[Math.min(content.remaining(), ImageFormat.HEADER_BYTES)];
            length = content.remaining();
            content.get(head);
        }
        ImageFormat format = ImageFormat.detect(head)
                .orElseThrow(() -> invalid(source, "is neither PNG, JPEG nor WEBP by its first bytes", null));
        return new ImageBody(source, format, length);
    }

    /** The whole picture in memory; for a thread that may block. */
    byte[] read() {
        byte[] bytes = new byte[(int) length];
        if (source instanceof ImageSource.File file) {
            try (var content = Files.newInputStream(file.path())) {
                if (content.readNBytes(bytes, 0, bytes.length) < length) {
                    throw becameShorter();
                }
            } catch (IOException unreadable) {
                throw unreadable(source, unreadable);
            }
        } else {
            ((ImageSource.Bytes) source).content().get(bytes);
        }
        return bytes;
    }

    /** The bytes, exactly {@link #length()} of them; a file that has fewer by now ends in an error. */
    Flux<ByteBuf> content() {
        return source instanceof ImageSource.File file
                ? fileContent(file.path()).subscribeOn(Schedulers.boundedElastic())
                : memoryContent(((ImageSource.Bytes) source));
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
        return Flux.generate(() -> open(path), this::readChunk, ImageBody::close);
    }

    private FileChannel open(Path path) {
        try {
            return FileChannel.open(path);
        } catch (IOException unreadable) {
            throw unreadable(source, unreadable);
        }
    }

    private FileChannel readChunk(FileChannel file, SynchronousSink<ByteBuf> sink) {
        ByteBuf chunk = null;
        try {
            long left = length - file.position();
            if (left == 0) {
                sink.complete();
                return file;
            }
            int size = (int) Math.min(left, CHUNK_BYTES);
            chunk = ByteBufAllocator.DEFAULT.buffer(size);
            if (chunk.writeBytes(file, size) <= 0) {
                throw becameShorter();
            }
            sink.next(chunk);
        } catch (IOException | RuntimeException failed) {
            if (chunk != null) {
                chunk.release();
            }
            sink.error(failed instanceof IOException unreadable ? unreadable(source, unreadable) : failed);
        }
        return file;
    }

    private InvalidImageException becameShorter() {
        return invalid(source, "became shorter than " + length + " bytes while it was read", null);
    }

    private static void close(FileChannel file) {
        try {
            file.close();
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
