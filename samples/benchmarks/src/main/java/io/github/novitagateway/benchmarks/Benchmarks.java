package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One sub-command for each table. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures the gateway beside other clients, and prints tables in Markdown.",
        synopsisSubcommandLabel = "TABLE")
final class Benchmarks {

    private Benchmarks() {}

    /** Runs one table and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commands(System.out).execute(arguments));
    }

    static CommandLine commands(PrintStream out) {
        return new CommandLine(new Benchmarks())
                .addSubcommand(new Uploads(out))
                .addSubcommand(new Polling(out))
                .addSubcommand(new Start(out))
                .addSubcommand(new UploadRivals(out))
                .addSubcommand(new UploadMemory(out))
                .addSubcommand(new WatchAll(out))
                .addSubcommand(new Calls(out))
                .addSubcommand(new CallRivals(out))
                .addSubcommand(new Downloads(out))
                .addSubcommand(new Steps())
                .addSubcommand(new Watches(out))
                .addSubcommand(new SharedWatch(out))
                .addSubcommand(new AllTables());
    }
}
