package io.github.novitagateway.reactor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Fails a test in which a thread that must not block was blocked. The error at the place itself may be retried or
 * mapped away, so each is kept, and files read by way of NIO channels count too.
 */
public final class BlockingGuard implements BlockHoundIntegration, AfterEachCallback {

    private static final String CHANNEL = "sun/nio/ch/FileChannelImpl";
    private static final String FILES = "java/nio/file/Files";
    private static final Queue<BlockingOperationError> CAUGHT = new ConcurrentLinkedQueue<>();

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.markAsBlocking(CHANNEL, "read", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(CHANNEL, "write", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(FILES, "size", "(Ljava/nio/file/Path;)J")
                .markAsBlocking(FILES, "deleteIfExists", "(Ljava/nio/file/Path;)Z")
                .blockingMethodCallback(method -> {
                    BlockingOperationError error = new BlockingOperationError(method);
                    CAUGHT.add(error);
                    throw error;
                });
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
