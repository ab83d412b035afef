package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

class SandboxExtensionTest {
    /** The sandboxes that the classes below saw, in the order of their tests. */
    private static final List<Sandbox> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void inAStaticFieldStartsOneSandboxForTheClassAndItsNestedOnes() {
        run(OneForAll.class, 4);
        assertThat(Set.copyOf(SEEN)).hasSize(1);
        assertThat(SEEN).hasSize(5).allSatisfy(SandboxExtensionTest::isClosed);
    }

    @Test
    void inAFieldOfTheInstanceStartsOneForEachTest() {
        run(OneForEach.class, 2);
        assertThat(SEEN).hasSize(2).allSatisfy(SandboxExtensionTest::isClosed);
        assertThat(new HashSet<>(SEEN)).hasSize(2);
    }

    @Test
    void byAnnotationNeedsNoField() {
        run(ByAnnotation.class, 2);
        assertThat(Set.copyOf(SEEN)).hasSize(1);
        assertThat(SEEN).allSatisfy(SandboxExtensionTest::isClosed);
    }

    @Test
    void hasNoSandboxBeforeTheFirstTest() {
        SandboxExtension idle = SandboxExtension.with(SandboxOptions.defaults());
        assertThatIllegalStateException()
                .isThrownBy(idle::sandbox)
                .withMessage("no sandbox was started yet; register this extension and ask in a test");
    }

    private static void run(Class<?> tests, int count) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.started(count).succeeded(count));
    }

    private static void isClosed(Sandbox sandbox) {
        assertThatThrownBy(() -> new Visitor(sandbox).get("/v3/user")).isInstanceOf(UncheckedIOException.class);
    }

    /** Each test finds the options' fault and no other, whatever the one before it did. */
    private static void spoil(Sandbox sandbox) {
        SEEN.add(sandbox);
        assertThat(sandbox.faults().active()).containsOnlyKeys(SandboxEndpoint.USER);
        assertThat(new Visitor(sandbox).get("/v3/user").status()).isEqualTo(429);
        assertThat(new Visitor(sandbox).get("/v3/user").status()).isEqualTo(200);
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.stuck());
    }

    private static SandboxExtension oneFault() {
        return SandboxExtension.with(SandboxOptions.builder()
                .fault(SandboxEndpoint.USER, Fault.throttled().next(1))
                .build());
    }

    static class OneForAll {
        @RegisterExtension
        static final SandboxExtension NOVITA = oneFault();

        @BeforeAll
        static void look(Sandbox sandbox) {
            SEEN.add(sandbox);
        }

        @Test
        void asParameter(Sandbox sandbox) {
            assertThat(sandbox).isSameAs(NOVITA.sandbox());
            spoil(sandbox);
        }

        @Test
        void fromTheField() {
            spoil(NOVITA.sandbox());
        }

        @Nested
        class Inside {
            @Test
            void asParameter(Sandbox sandbox) {
                spoil(sandbox);
            }

            @Test
            void fromTheField() {
                spoil(NOVITA.sandbox());
            }
        }
    }

    static class OneForEach {
        @RegisterExtension
        final SandboxExtension novita = oneFault();

        @Test
        void asParameter(Sandbox sandbox) {
            assertThat(sandbox).isSameAs(novita.sandbox());
            spoil(sandbox);
        }

        @Test
        void fromTheField() {
            spoil(novita.sandbox());
        }
    }

    @ExtendWith(SandboxExtension.class)
    static class ByAnnotation {
        @Test
        void one(Sandbox sandbox) {
            SEEN.add(sandbox);
            assertThat(sandbox.faults().active()).isEmpty();
            sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.stuck());
        }

        @Test
        void other(Sandbox sandbox) {
            SEEN.add(sandbox);
            assertThat(sandbox.faults().active()).isEmpty();
            sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.stuck());
        }
    }
}
