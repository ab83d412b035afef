package io.github.novitagateway.benchmarks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long it is measured; options that all tables share. */
final class Effort {

    private static final int ROUNDS = 7;
    private static final int QUICK_ROUNDS = 1;
    private static final int QUICK_PART = 200;
    private static final int WARM_UP = 10;

    @Option(names = "--quick", description = "One round of a 200th of the work: shows that it runs, proves nothing.")
    private boolean quick;

    @Option(names = "--rounds", description = "Rounds of each; default " + ROUNDS + ", " + QUICK_ROUNDS + " if quick.")
    private @Nullable Integer rounds;

    @Option(names = "--warm-up", description = "Seconds before the rounds; default " + WARM_UP + ", 0 if quick.")
    private @Nullable Integer warmUp;

    int rounds() {
        return rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
    }

    /** Shared by all contestants alike, in whole rounds: until the code is compiled that is measured. */
    Duration warmUp() {
        return Duration.ofSeconds(warmUp != null ? warmUp : quick ? 0 : WARM_UP);
    }

    /** The work of one round, of what a full one has. */
    long share(long full) {
        return quick ? full / QUICK_PART : full;
    }

    boolean quick() {
        return quick;
    }
}
