package io.github.novitagateway.sandbox;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of the form that the service gives. Their chance is not a secure one, for which event loops would wait. */
final class TaskIds {

    private static final long VERSION = 0xF000L;
    private static final long RANDOM = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TaskIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~VERSION) | RANDOM, (random.nextLong() >>> 2) | VARIANT).toString();
    }
}
