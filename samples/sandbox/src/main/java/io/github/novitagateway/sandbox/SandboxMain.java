package io.github.novitagateway.sandbox;

import java.util.Iterator;
import java.util.List;
import reactor.netty.ChannelBindException;

/**
 * Starts a sandbox alone: {@code --port PORT --key KEY --speed FACTOR --txt2img-per-minute IMAGES --img2img-per-minute
 * IMAGES --fault ENDPOINT=FAULT}, all optional; there may be several faults.
 */
public final class SandboxMain {
    private SandboxMain() {}

    /** Prints where the sandbox listens and serves until the process is ended. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        SandboxOptions options;
        try {
            options = options(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try (Sandbox sandbox = Sandbox.start(options)) {
            System.out.println("Sandbox listens on " + sandbox.baseUrl());
            sandbox.awaitEnd();
        } catch (ChannelBindException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static SandboxOptions options(List<String> arguments) {
        SandboxOptions.Builder builder = SandboxOptions.builder();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value. " + usage());
            }
            String value = rest.next();
            switch (name) {
                case "--port" -> builder.port(whole(name, value));
                case "--key" -> builder.key(value);
                case "--speed" -> builder.speed(number(name, value));
                case "--txt2img-per-minute" -> builder.txt2imgPerMinute(whole(name, value));
                case "--img2img-per-minute" -> builder.img2imgPerMinute(whole(name, value));
                case "--fault" -> fault(builder, value);
                default -> throw new IllegalArgumentException("unknown option " + name + ". " + usage());
            }
        }
        return builder.build();
    }

    private static void fault(SandboxOptions.Builder builder, String value) {
        try {
            builder.fault(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--" + e.getMessage(), e);
        }
    }

    private static int whole(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number but was " + value, e);
        }
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number but was " + value, e);
        }
    }

    private static String usage() {
        return "Usage: [--port PORT] [--key KEY] [--speed FACTOR] [--txt2img-per-minute IMAGES] "
                + "[--img2img-per-minute IMAGES] [--fault ENDPOINT=FAULT]...";
    }
}
