package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of an image, open to be read once. It must be as it was at the look: the last bytes are handed out only
 * then, so that a mixture is never complete. But for the beginning, once that is in memory, it is for threads that may
 * block and that nobody interrupts: an interrupt would close the file, and let whoever interrupts wait for the disk.
 */
final class ImageFile implements AutoCloseable {

    /** As much as goes to the connection at once: with less, the ways between threads cost more than they bring. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** What the look reads, and a connection can be given before any thread has read on. */
    static final int BEGINNING_BYTES = 4 * CHUNK_BYTES;

    /** What changes with a file. The key, where the system has one, tells a file from another under the same name. */
    record State(long size, FileTime modified, @Nullable Object key) {

        static State of(Path path) throws IOException {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new State(file.size(), file.lastModifiedTime(), file.fileKey());
        }
    }

    private final ImageSource.File source;
    private final State state;
    private final FileChannel content;
    private @Nullable ByteBuf beginning;
    private long left;

    ImageFile(ImageSource.File source, State state, FileChannel content) {
        this.source = source;
        this.state = state;
        this.content = content;
        this.left = state.size();
    }

    /** Opens it to be looked at, as it is now. */
    static ImageFile open(ImageSource.File source) {
        try {
            return open(source, State.of(source.path()));
        } catch (IOException failure) {
            throw unreadable(source, failure);
        }
    }

    /** @param state of the file at the look */
    static ImageFile open(ImageSource.File source, State state) {
        try {
            return new ImageFile(source, state, FileChannel.open(source.path()));
        } catch (IOException failure) {
            throw unreadable(source, failure);
        }
    }

    State state() {
        return state;
    }

    /** Reads the next chunk ahead, a large one. What has no more is read to its end then, and no longer open. */
    void readBeginning() {
        beginning = read((int) Math.min(left, BEGINNING_BYTES));
        if (left == 0) {
            closeContent();
        }
    }

    /** The first bytes, which are still the next ones. */
    byte[] head(int most) {
        ByteBuf all = Objects.requireNonNull(beginning, "the beginning was not read");
        return ByteBufUtil.getBytes(all, all.readerIndex(), Math.min(all.readableBytes(), most));
    }

    boolean isOpen() {
        return content.isOpen();
    }

    boolean isReadToItsEnd() {
        return left == 0 && beginning == null;
    }

    /** The next bytes, in memory from which a connection can write. */
    ByteBuf nextChunk() {
        ByteBuf next = beginning;
        beginning = null;
        return next != null ? next : read((int) Math.min(left, CHUNK_BYTES));
    }

    private ByteBuf read(int length) {
        ByteBuf chunk = null;
        try {
            chunk = ByteBufAllocator.DEFAULT.ioBuffer(length, length);
            fill(chunk.internalNioBuffer(0, length));
            return chunk.writerIndex(length);
        } catch (RuntimeException failure) {
            ReferenceCountUtil.release(chunk);
            throw failure;
        } catch (OutOfMemoryError noBuffer) { // as an error it would never reach who waits for the bytes
            ReferenceCountUtil.release(chunk);
            throw new NotSentException("no memory to read " + source.name() + " into", true, noBuffer);
        }
    }

    /** Fills it with the next bytes, of which there must be as many. */
    private void fill(ByteBuffer target) {
        try {
            while (target.hasRemaining()) {
                int read = content.read(target);
                if (read < 0) {
                    throw becameShorter();
                }
                left -= read;
            }
            if (left == 0) {
                checkUnchanged();
            }
        } catch (IOException failure) {
            throw unreadable(source, failure);
        }
    }

    private void checkUnchanged() throws IOException {
        State now;
        try {
            now = State.of(source.path());
        } catch (NoSuchFileException gone) {
            throw invalid("disappeared while it was read", gone);
        }
        if (now.equals(state)) {
            return;
        }
        if (now.size() < state.size()) {
            throw becameShorter();
        }
        throw now.size() > state.size()
                ? invalid("grew beyond " + state.size() + " bytes while it was read", null)
                : invalid("was changed or replaced while it was read", null);
    }

    private InvalidImageException becameShorter() {
        return invalid("became shorter than " + state.size() + " bytes while it was read", null);
    }

    private InvalidImageException invalid(String problem, @Nullable Throwable cause) {
        return new InvalidImageException(source.name(), problem, cause);
    }

    static InvalidImageException unreadable(ImageSource.File source, IOException failure) {
        String problem = failure instanceof NoSuchFileException
                ? "does not exist"
                : "cannot be read (" + failure.getClass().getSimpleName() + ")";
        return new InvalidImageException(source.name(), problem, failure);
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(beginning);
        beginning = null;
        closeContent();
    }

    private void closeContent() {
        try {
            content.close();
        } catch (IOException alreadyRead) {
            // What was read is read; nothing depends on the close of a file that was only read.
        }
    }
}
