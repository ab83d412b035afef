package io.github.novitagateway.reactor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every other writer off a file, by a lock on a file beside it that stays: the file itself is replaced at times,
 * and a lock file that was removed could be locked by two.
 */
final class JournalLock implements Closeable {

    /** Closing any channel of a file gives up the process's locks on it, so no second one is opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private JournalLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static JournalLock take(Path file) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + ".lock");
        if (!HELD_HERE.add(path)) {
            throw new IOException("it is open already in this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), JournalFile.ownerOnly(path));
            lock(channel);
            return new JournalLock(path, channel);
        } catch (IOException | RuntimeException | Error failure) {
            release(path, channel);
            throw failure;
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another process has it open");
            }
        } catch (OverlappingFileLockException otherClassLoader) {
            throw new IOException("it is open already in this process", otherClassLoader);
        }
    }

    @Override
    public void close() throws IOException {
        release(path, channel);
    }

    private static void release(Path path, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
