package io.github.novitagateway.webflux;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Fails a test in which an event loop was blocked. Files that are written or removed by way of NIO count too; the
 * page's own files may be opened, as Spring does it. The call itself goes on: a lock that is refused to one who waits
 * for it never comes free again, and all that follows would hang.
 */
public final class BlockingGuard implements BlockHoundIntegration, AfterEachCallback {

    private static final String PATHS = "sun/nio/fs/UnixNativeDispatcher";
    private static final Queue<BlockingOperationError> CAUGHT = new ConcurrentLinkedQueue<>();

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.markAsBlocking("sun/nio/ch/FileDispatcherImpl", "write", "(Ljava/io/FileDescriptor;JI)I")
                .markAsBlocking(PATHS, "mkdir", "(Lsun/nio/fs/UnixPath;I)V")
                .markAsBlocking(PATHS, "rename", "(Lsun/nio/fs/UnixPath;Lsun/nio/fs/UnixPath;)V")
                .markAsBlocking(PATHS, "unlink", "(Lsun/nio/fs/UnixPath;)V")
                // the boundary that the tests' own client makes up for a form
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                // the lock that threads of Netty share for a moment when one of them needs more memory
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "allocate")
                // leaving the queue of a scheduler takes its lock for a moment, as a heartbeat does that ends
                .allowBlockingCallsInside("reactor.core.scheduler.PeriodicWorkerTask", "dispose")
                .blockingMethodCallback(method -> CAUGHT.add(new BlockingOperationError(method)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    void check() {
        BlockingOperationError first = CAUGHT.poll();
        if (first != null) {
            CAUGHT.clear();
            throw new AssertionError("an event loop was blocked", first);
        }
    }
}
