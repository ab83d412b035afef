package io.github.novitagateway.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with the default options on a clock that the test moves, and a client that visits it. */
abstract class ClockedSandboxTest {
    final MovableClock clock = new MovableClock();
    Sandbox sandbox;
    Visitor visitor;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults(), clock);
        visitor = new Visitor(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }
}
