package io.github.novitagateway.benchmarks;

import picocli.CommandLine.Option;

/** How long it is measured; options that all tables share. */
final class Effort {

    private static final int QUICK_ROUNDS = 3;

    @Option(names = "--quick", description = "Three rounds of a tenth of the work: shows that it runs, proves nothing.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds of each; default ${DEFAULT-VALUE}.")
    private int rounds;

    int rounds() {
        return quick ? QUICK_ROUNDS : rounds;
    }

    int warmUps() {
        return quick ? 1 : 3;
    }

    /** The work of one round, of what a full one has. */
    long share(long full) {
        return quick ? full / 10 : full;
    }

    boolean quick() {
        return quick;
    }
}
