package io.github.novitagateway.webflux;

import io.github.novitagateway.sandbox.SandboxOptions;
import java.time.Duration;

/** How the service behaves in these tests: as in life, in seconds. */
final class Services {

    private Services() {}

    static SandboxOptions.Builder quick() {
        return SandboxOptions.builder()
                .queueTime(Duration.ofMillis(400))
                .trainingTime(Duration.ofMillis(1500))
                .deploymentTime(Duration.ofMillis(400))
                .drawingTime(Duration.ofMillis(300));
    }

    /** Long enough to do something meanwhile. */
    static SandboxOptions.Builder patient() {
        return SandboxOptions.builder()
                .queueTime(Duration.ofMillis(500))
                .trainingTime(Duration.ofSeconds(6))
                .deploymentTime(Duration.ofMillis(500))
                .drawingTime(Duration.ofSeconds(2));
    }
}
