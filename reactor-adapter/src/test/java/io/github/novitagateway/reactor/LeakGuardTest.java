package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(30)
class LeakGuardTest {

    @Test
    void failsForABufferThatNobodyReleases() {
        ByteBufAllocator.DEFAULT.buffer(8).touch("forgotten by a test");

        assertThatThrownBy(() -> new LeakGuard().check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("forgotten by a test");
    }

    /** A test that does not name the guard. */
    static final class Forgetful {

        @Test
        void leaks() {
            ByteBufAllocator.DEFAULT.buffer(8).touch("forgotten by a test class");
        }
    }

    @Test
    void failsAnyTestClass() {
        EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .selectors(selectClass(Forgetful.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(text -> text.contains("forgotten by a test class"))));
    }

    @Test
    void passesWhenEveryBufferIsReleased() {
        ByteBufAllocator.DEFAULT.buffer(8).touch("released by a test").release();

        new LeakGuard().check();
    }

    @Test
    void failsWhenDetectionIsOff() {
        Level level = ResourceLeakDetector.getLevel();
        assertThat(level).isEqualTo(Level.PARANOID);
        ResourceLeakDetector.setLevel(Level.DISABLED);
        try {
            assertThatThrownBy(() -> new LeakGuard(Duration.ofMillis(300)).check())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("leak detection is off");
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }
}
