package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal on disk, while one writer holds it. All methods block. */
final class JournalFile implements Closeable {

    private static final System.Logger LOG = System.getLogger(FileTaskJournal.class.getName());

    private final Path path;
    private final Channels channels;
    private final @Nullable String account;
    private final JournalLock lock;
    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    private long length;
    private long entries;

    /** How files are opened to be written: a test has some that fail. */
    interface Channels {
        FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException;
    }

    private JournalFile(Path path, JournalSettings settings, JournalLock lock) {
        this.path = path;
        this.channels = settings.channels();
        this.account = settings.account();
        this.lock = lock;
    }

    /** Takes hold of the file, makes it when there is none, and hands on what it holds. */
    static JournalFile open(JournalSettings settings, boolean mustExist, Consumer<Entry> entries) throws IOException {
        Path place = settings.file();
        if (mustExist && !Files.exists(place)) {
            throw new IOException("it was removed while it was in use");
        }
        Path path = resolved(place);
        JournalFile file = new JournalFile(path, settings, JournalLock.take(path));
        try {
            file.read(entries);
            return file;
        } catch (IOException | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /** One name for one file, whichever way leads to it. */
    private static Path resolved(Path place) throws IOException {
        if (Files.exists(place)) {
            return place.toRealPath();
        }
        Path absolute = place.toAbsolutePath().normalize();
        Path directory = absolute.resolveSibling("");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        return directory.toRealPath().resolve(absolute.getFileName());
    }

    private void read(Consumer<Entry> sink) throws IOException {
        Files.deleteIfExists(part());
        if (!Files.exists(path) || Files.size(path) == 0) {
            replace(List.of());
            return;
        }
        JournalReader.Extent extent = JournalReader.read(path, account, sink);
        entries = extent.entries();
        FileChannel opened = opened();
        if (length > extent.length()) {
            LOG.log(
                    Level.WARNING,
                    "the last line of journal {0} was not whole and is cut off: {1} bytes",
                    path,
                    length - extent.length());
            cut(opened, extent.length());
        }
    }

    /** {@return how many entries the file holds, those that no longer count included} */
    long entries() {
        return entries;
    }

    /** Adds lines; when this returns they are on the disk, and when it fails none of them is, if that can be had. */
    void append(List<byte[]> lines) throws IOException {
        FileChannel opened = opened();
        checkUntouched();
        try {
            long written = write(opened, lines);
            opened.force(false);
            length += written;
            entries += lines.size();
        } catch (IOException failure) {
            try {
                cut(opened, length);
            } catch (IOException stillFailing) {
                failure.addSuppressed(stillFailing);
            }
            throw failure;
        }
    }

    /** Bytes that go to a file without a name would be lost, and a file that somebody else writes to is not ours. */
    private void checkUntouched() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("it was removed while it was in use");
        }
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (now.size() != length || !Objects.equals(now.fileKey(), identity)) {
            throw new IOException("it was changed by somebody else while it was in use");
        }
    }

    /** Puts a new file in place of the old one. Whenever that breaks off, one of them stands there, whole. */
    void replace(List<Entry> kept) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        lines.add(JournalLines.header(account));
        kept.forEach(entry -> lines.add(JournalLines.write(entry)));
        writePart(lines);
        closeChannel(); // not every system replaces an open file
        Files.move(part(), path, StandardCopyOption.ATOMIC_MOVE);
        entries = kept.size();
        forceDirectory();
        opened();
    }

    private void writePart(List<byte[]> lines) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.deleteIfExists(part());
        try (FileChannel part = channels.open(part(), options, ownerOnly(path))) {
            write(part, lines);
            part.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(part());
            throw failure;
        }
    }

    private Path part() {
        return path.resolveSibling(path.getFileName() + ".tmp");
    }

    /** The new name is on the disk when the directory is. Where directories cannot be opened, the system sees to it. */
    private void forceDirectory() throws IOException {
        if (isPosix(path)) {
            try (FileChannel directory = FileChannel.open(path.resolveSibling(""), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private FileChannel opened() throws IOException {
        if (channel == null) {
            FileChannel opened = channels.open(path, Set.of(StandardOpenOption.WRITE));
            channel = opened;
            length = opened.size();
            opened.position(length);
            identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        }
        return channel;
    }

    private static long write(FileChannel channel, List<byte[]> lines) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
        lines.forEach(bytes::put);
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return bytes.limit();
    }

    private void cut(FileChannel opened, long whole) throws IOException {
        opened.truncate(whole);
        opened.force(true);
        length = whole;
    }

    private void closeChannel() throws IOException {
        FileChannel opened = channel;
        channel = null;
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            closeChannel();
        }
    }

    static FileAttribute<?>[] ownerOnly(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
