package io.github.novitagateway.reactor;

import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what Netty finds leaked, so that {@link LeakGuard} can fail for it. Netty makes it, by a system property. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    /** The constructor that Netty looks for first, and complains without. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        this(resourceType, samplingInterval);
    }

    /** The constructor that Netty uses. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType + ", without a trace");
    }
}
