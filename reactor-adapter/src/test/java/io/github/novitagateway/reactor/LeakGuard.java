package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class whose buffers were not all released. It leaks a marked buffer of its own and collects garbage
 * until that one is reported: what leaked before it has been reported by then, and a detector that is off cannot pass.
 */
public final class LeakGuard implements AfterAllCallback {

    private static final int LOOKS = 100;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Duration patience;

    /** With patience enough for a busy machine. */
    public LeakGuard() {
        this(Duration.ofSeconds(30));
    }

    LeakGuard(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    void check() {
        assertThat(leaks()).as("buffers that were not released").isEmpty();
    }

    private List<String> leaks() {
        String mark = "left behind by the leak guard " + UUID.randomUUID();
        leave(mark);
        Instant end = Instant.now().plus(patience);
        do {
            assertThat(Instant.now())
                    .as("leak detection is off or broken: the guard's own leak was not reported")
                    .isBefore(end);
            System.gc();
        } while (!isReportedSoon(mark));
        List<String> leaks = RecordingLeakDetector.LEAKS.stream()
                .filter(leak -> !leak.contains(mark))
                .toList();
        RecordingLeakDetector.LEAKS.clear();
        return leaks;
    }

    /** What a collection has found is handed over by a thread of its own, and told at the next buffer. */
    private static boolean isReportedSoon(String mark) {
        for (int look = 0; look < LOOKS; look++) {
            ByteBufAllocator.DEFAULT.buffer(1).release();
            if (RecordingLeakDetector.LEAKS.stream().anyMatch(leak -> leak.contains(mark))) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static void leave(String mark) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(1);
        buffer.touch(mark);
    }
}
