package io.github.novitagateway.soak;

import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;

/** The service under the load: quick, rich, and unreliable. */
final class FaultySandbox {
    private FaultySandbox() {}

    /**
     * Prints where it listens, and serves until its input ends, at the latest with the process that started it. Each
     * byte is answered with a line that tells how many trainings were paid.
     *
     * @param arguments how long a training takes, and the seed of its faults
     */
    public static void main(String[] arguments) throws IOException {
        try (Sandbox sandbox = Sandbox.start(options(Duration.parse(arguments[0]), Long.parseLong(arguments[1])))) {
            System.out.println(sandbox.baseUrl());
            while (System.in.read() >= 0) {
                System.out.println(sandbox.ledger().paidTasks().size());
            }
        }
    }

    private static SandboxOptions options(Duration training, long seed) {
        return SandboxOptions.builder()
                .queueTime(training.dividedBy(5))
                .trainingTime(training.multipliedBy(3).dividedBy(5))
                .deploymentTime(training.dividedBy(5))
                .balance(Long.MAX_VALUE)
                .fault(SandboxEndpoint.STYLE_STATUS, overloaded().withProbability(0.01, seed))
                .fault(SandboxEndpoint.STYLE_STATUS, Fault.throttled().withProbability(0.005, seed + 1))
                .fault(SandboxEndpoint.STYLE_STATUS, Fault.resetBefore().withProbability(0.005, seed + 2))
                .fault(SandboxEndpoint.STYLE_STATUS, slow().withProbability(0.01, seed + 3))
                .fault(SandboxEndpoint.STYLE_STATUS, Fault.truncated().withProbability(0.002, seed + 4))
                .fault(SandboxEndpoint.STYLE_SUBMIT, Fault.throttled().withProbability(0.01, seed + 5))
                .fault(SandboxEndpoint.STYLE_SUBMIT, Fault.resetAfter().withProbability(0.002, seed + 6))
                .fault(SandboxEndpoint.STYLE_SUBMIT, Fault.failed().withProbability(0.02, seed + 7))
                .fault(SandboxEndpoint.STYLE_SUBMIT, Fault.stuck().withProbability(0.002, seed + 8))
                .fault(SandboxEndpoint.UPLOAD_SLOT, overloaded().withProbability(0.02, seed + 9))
                .fault(SandboxEndpoint.UPLOAD_SLOT, Fault.expired().withProbability(0.01, seed + 10))
                .fault(SandboxEndpoint.STORAGE_PUT, Fault.resetBefore().withProbability(0.02, seed + 11))
                .fault(SandboxEndpoint.STORAGE_PUT, slow().withProbability(0.02, seed + 12))
                .build();
    }

    private static Fault overloaded() {
        return Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "too much to do");
    }

    private static Fault slow() {
        return Fault.latency(Duration.ofMillis(500));
    }
}
