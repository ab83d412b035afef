package io.github.novitagateway.runner;

import java.util.function.Supplier;

/** What is said when the user stops the program during some work. The virtual machine then ends with 130. */
final class Interruption {
    private Interruption() {}

    /** Does the work on the calling thread; the words are asked for only when it is interrupted. */
    static void saying(Supplier<String> words, Runnable work) {
        Thread hook = new Thread(() -> System.err.println(System.lineSeparator() + words.get()), "novita-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // the words are being said
        }
    }
}
