package io.github.novitagateway.fleet;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.util.concurrent.CountDownLatch;

/** A sandbox whose account holds enough for thousands of trainings; its speed is the argument. */
final class RichSandbox {
    private static final long BALANCE = 1_000_000_000;
    /** Of its own time, as the service has it. */
    private static final int IMAGES_PER_MINUTE = 20;

    private RichSandbox() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        SandboxOptions options = SandboxOptions.builder()
                .speed(Double.parseDouble(arguments[0]))
                .balance(BALANCE)
                .txt2imgPerMinute(IMAGES_PER_MINUTE)
                .build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            System.out.println("Sandbox listens on " + sandbox.baseUrl());
            new CountDownLatch(1).await();
        }
    }
}
