package io.github.novitagateway.fleet;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its commands, and the way from a failure to an exit code. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Style jobs in a stream of Redis, and workers that do them: as many as you like, on as many machines.",
            "",
            "NOVITA_API_KEY holds the key to the account and NOVITA_BASE_URL the address of the service. All workers of"
                    + " one key share what is to be done. Redis sees a fingerprint of the key, never the key.",
            ""
        },
        footer = {"", "Exit codes: 0 done, 1 something failed, 2 wrong usage."},
        subcommands = {WorkerCommand.class, AddCommand.class, TableCommand.class, DemoCommand.class})
public final class Fleet {

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Fleet()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(JobFailure.text(failure));
            return failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }
}
