package io.github.novitagateway.reactor;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Fails a test in which a thread that must not block was blocked; files reached by way of NIO count too. The call
 * itself goes on: a lock that is refused to one who waits for it never comes free again, and all that follows would
 * hang.
 */
public final class BlockingGuard implements BlockHoundIntegration, BeforeAllCallback, AfterEachCallback {

    /** Where NIO reads and writes files: in JDK 17, and in JDK 21 and newer. */
    private static final List<String> FILE_DISPATCHERS =
            List.of("sun/nio/ch/FileDispatcherImpl", "sun/nio/ch/UnixFileDispatcherImpl");

    /** Leaving the queue of a scheduler takes its lock for a moment; Reactor itself allows that to its other tasks. */
    private static final List<String> PERIODIC_TASKS = List.of(
            "reactor.core.scheduler.PeriodicWorkerTask",
            "reactor.core.scheduler.PeriodicSchedulerTask",
            "reactor.core.scheduler.InstantPeriodicWorkerTask");

    private static final String PATH_DISPATCHER = "sun/nio/fs/UnixNativeDispatcher";
    private static final String OPEN_FILE = "Ljava/io/FileDescriptor;";
    private static final String PATH = "Lsun/nio/fs/UnixPath;";
    private static final String ATTRIBUTES = "Lsun/nio/fs/UnixFileAttributes;";
    private static final Queue<BlockingOperationError> CAUGHT = new ConcurrentLinkedQueue<>();

    @Override
    public void applyTo(BlockHound.Builder builder) {
        FILE_DISPATCHERS.forEach(dispatcher -> markOpenFiles(builder, dispatcher));
        markPaths(builder);
        PERIODIC_TASKS.forEach(task -> builder.allowBlockingCallsInside(task, "dispose"));
        builder.allowBlockingCallsInside("java.util.logging.LogManager", "initializeGlobalHandlers");
        builder.blockingMethodCallback(method -> CAUGHT.add(new BlockingOperationError(method)));
    }

    private static void markOpenFiles(BlockHound.Builder builder, String dispatcher) {
        builder.markAsBlocking(dispatcher, "read", "(" + OPEN_FILE + "JI)I")
                .markAsBlocking(dispatcher, "pread", "(" + OPEN_FILE + "JIJ)I")
                .markAsBlocking(dispatcher, "readv", "(" + OPEN_FILE + "JI)J")
                .markAsBlocking(dispatcher, "write", "(" + OPEN_FILE + "JI)I")
                .markAsBlocking(dispatcher, "pwrite", "(" + OPEN_FILE + "JIJ)I")
                .markAsBlocking(dispatcher, "writev", "(" + OPEN_FILE + "JI)J")
                .markAsBlocking(dispatcher, "force", "(" + OPEN_FILE + "Z)I")
                .markAsBlocking(dispatcher, "size", "(" + OPEN_FILE + ")J");
    }

    private static void markPaths(BlockHound.Builder builder) {
        builder.markAsBlocking(PATH_DISPATCHER, "open", "(" + PATH + "II)I")
                .markAsBlocking(PATH_DISPATCHER, "opendir", "(" + PATH + ")J")
                .markAsBlocking(PATH_DISPATCHER, "stat", "(" + PATH + ATTRIBUTES + ")V")
                .markAsBlocking(PATH_DISPATCHER, "mkdir", "(" + PATH + "I)V")
                .markAsBlocking(PATH_DISPATCHER, "rename", "(" + PATH + PATH + ")V")
                .markAsBlocking(PATH_DISPATCHER, "unlink", "(" + PATH + ")V");
    }

    /** Not before: the listener of BlockHound would also change the JVM of Maven, which looks for the tests. */
    @Override
    public void beforeAll(ExtensionContext context) {
        BlockHound.install();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    void check() {
        BlockingOperationError first = CAUGHT.poll();
        if (first == null) {
            return;
        }
        CAUGHT.forEach(first::addSuppressed);
        CAUGHT.clear();
        throw new AssertionError("blocking calls on threads that must not block", first);
    }
}
