package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is whole: written under a temporary name beside it, then moved. All
 * methods block.
 */
final class PartialFile {

    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartialFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    static PartialFile create(Path directory, String name) throws IOException {
        Path target = directory.resolve(name);
        Files.createDirectories(directory);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path part = directory.resolve("." + name + "." + UUID.randomUUID() + ".part");
        return new PartialFile(
                target, part, FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Appends the chunk, unless the file would get longer than the cap. Returns whether it fitted. */
    boolean append(ByteBuf chunk, long cap) throws IOException {
        if (channel.position() + chunk.readableBytes() > cap) {
            return false;
        }
        while (chunk.isReadable()) {
            chunk.readBytes(channel, chunk.readableBytes());
        }
        return true;
    }

    Path target() {
        return target;
    }

    void commit() throws IOException {
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
