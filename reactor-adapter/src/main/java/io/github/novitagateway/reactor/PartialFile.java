package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when it is whole: written under a temporary name beside it. All methods
 * block. A cancelled download discards while another thread may still open or append.
 */
final class PartialFile {

    private final Path target;
    private @Nullable Part part;
    private long length;
    private boolean closed;
    private boolean discarded;

    private record Part(Path path, SeekableByteChannel content) {}

    /** A name on disk from a foreign text: nothing that the service says becomes part of a path as it stands. */
    static String harmless(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Touches nothing yet. */
    PartialFile(Path directory, String name) {
        this.target = directory.resolve(name);
    }

    Path target() {
        return target;
    }

    synchronized void open() throws IOException {
        if (discarded) {
            throw new ClosedChannelException();
        }
        makeDirectory(target.resolveSibling(""));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path path = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        part = new Part(path, Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** A file in the way is no reason to speak of an image that is already there. */
    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException somethingElse) {
            throw new NotDirectoryException(somethingElse.getFile());
        }
    }

    /**
     * Appends the chunk, unless the file would get longer than the cap. Returns whether it fitted. For threads that
     * nobody interrupts: an interrupt would close the file, and let whoever interrupts wait for the disk.
     */
    synchronized boolean append(ByteBuf chunk, long cap) throws IOException {
        SeekableByteChannel content = opened().content();
        int bytes = chunk.readableBytes();
        if (length + bytes > cap) {
            return false;
        }
        for (ByteBuffer piece : chunk.nioBuffers()) {
            write(piece, content);
        }
        length += bytes;
        return true;
    }

    private static void write(ByteBuffer bytes, SeekableByteChannel content) throws IOException {
        while (bytes.hasRemaining()) {
            content.write(bytes);
        }
    }

    /** Gives the file its name by a link, since a move would replace a file that came there in the meantime. */
    synchronized void commit() throws IOException {
        Part whole = opened();
        closed = true;
        whole.content().close();
        try {
            Files.createLink(target, whole.path());
        } catch (FileAlreadyExistsException inTheMeantime) {
            throw inTheMeantime;
        } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
            Files.move(whole.path(), target);
        }
    }

    /** Leaves nothing behind but a committed file; to be called in every case. */
    synchronized void discard() throws IOException {
        discarded = true;
        if (part != null) {
            closed = true;
            part.content().close();
            Files.deleteIfExists(part.path());
        }
    }

    private Part opened() throws ClosedChannelException {
        if (part == null || closed) {
            throw new ClosedChannelException();
        }
        return part;
    }
}
