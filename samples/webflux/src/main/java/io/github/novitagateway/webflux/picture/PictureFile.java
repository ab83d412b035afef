package io.github.novitagateway.webflux.picture;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Redact;
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
    private final long largest;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(ImageFormat.HEADER_BYTES);
    private long bytes;

    PictureFile(Path folder, int index, String name, long largest) throws IOException {
        this.index = index;
        this.name = Redact.line(name, LONGEST_NAME);
        this.largest = largest;
        this.file = folder.resolve("%02d.part".formatted(index));
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(DataBuffer content) throws IOException {
        bytes += content.readableByteCount();
        if (bytes > largest) {
            throw RefusedException.of(
                    HttpStatus.CONTENT_TOO_LARGE, "pictures[" + index + "]", "at most " + largest + " bytes", name);
        }
        try (DataBuffer.ByteBufferIterator parts = content.readableByteBuffers()) {
            while (parts.hasNext()) {
                write(parts.next());
            }
        }
        if (!head.hasRemaining()) {
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

    Picture finished() throws IOException {
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
