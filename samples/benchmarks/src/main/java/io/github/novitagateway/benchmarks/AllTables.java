package io.github.novitagateway.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One table after the other, as if each had been asked for. */
@Command(name = "all", description = "All tables, one after the other.")
final class AllTables implements Callable<Integer> {

    private static final String QUICK = "--quick";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    @Option(names = QUICK, description = "The quick form of each: shows that it runs, proves nothing.")
    private boolean quick;

    /** {@return 0 when all have ended well; else the highest exit code} */
    @Override
    public Integer call() {
        return self.parent().subcommands().values().stream()
                .distinct()
                .filter(table -> table.getCommandSpec() != self)
                .mapToInt(this::run)
                .max()
                .orElse(0);
    }

    private int run(CommandLine table) {
        boolean hasQuickForm = table.getCommandSpec().findOption(QUICK) != null;
        return quick && hasQuickForm ? table.execute(QUICK) : table.execute();
    }
}
