package io.github.novitagateway.webflux.picture;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.webflux.picture.IncomingForm.Limits;
import io.github.novitagateway.webflux.web.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;

/** One picture while it is written to the disk. Its type is told by its first bytes, never by its name. */
final class PictureFile implements AutoCloseable {

    private static final int LONGEST_NAME = 80;

    private final int index;
    private final String name;
    private final Limits limits;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(ImageFormat.HEADER_BYTES);
    private long bytes;

    PictureFile(Path folder, int index, String name, Limits limits) throws IOException {
        this.index = index;
        this.name = Redact.line(name, LONGEST_NAME);
        this.limits = limits;
        this.file = folder.resolve("%02d.part".formatted(index));
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(DataBuffer content) throws IOException {
        bytes += content.readableByteCount();
        if (bytes > limits.picture()) {
            throw RefusedException.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "pictures[" + index + "]",
                    "at most " + limits.picture() + " bytes",
                    name);
        }
        try (DataBuffer.ByteBufferIterator parts = content.readableByteBuffers()) {
            while (parts.hasNext()) {
                write(parts.next());
            }
        }
        if (!head.hasRemaining() && !limits.draft()) {
            format();
        }
    }

    private void write(ByteBuffer part) throws IOException {
        for (int at = part.position(); head.hasRemaining() && at < part.limit(); at++) {
            head.put(part.get(at));
        }
        while (part.hasRemaining()) {
            channel.write(part);
        }
    }

    /** A draft may be anything, and keeps the name under which it was written. */
    Picture finished() throws IOException {
        if (limits.draft()) {
            channel.close();
            return new Picture(String.valueOf(file.getFileName()), name, "", "", bytes);
        }
        ImageFormat format = format();
        channel.close();
        Path named = file.resolveSibling("%02d.%s".formatted(index, format.extension()));
        Files.move(file, named);
        return new Picture(String.valueOf(named.getFileName()), name, "", format.mediaType(), bytes);
    }

    private ImageFormat format() {
        byte[] first = new byte[head.position()];
        head.duplicate().flip().get(first);
        Optional<ImageFormat> format = ImageFormat.detect(first);
        return format.orElseThrow(() -> RefusedException.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "pictures[" + index + "]",
                "a PNG, JPEG or WebP picture by its first bytes",
                name));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
