package io.github.novitagateway.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process out of a folder: two runs side by side would both pay. */
final class FolderLock {
    private static final String NAME = ".novita-run.lock";

    private FolderLock() {}

    /**
     * Does the work while this process alone has the folder. The operating system ends the hold with the process.
     *
     * @throws IllegalArgumentException when another process has the folder
     */
    static void holding(Path folder, Runnable work) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw new IllegalArgumentException(
                            "out must be a folder of its own, but another run is at work in \"" + folder + "\"");
                }
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
