package io.github.novitagateway.runner;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The program: its commands, and the way from a failure to an exit code. */
@Command(
        name = "novita",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Trains a style on a folder of pictures at Novita AI, and draws with it.",
            "",
            "NOVITA_API_KEY holds the key to the account and NOVITA_BASE_URL the address of the service. With neither,"
                    + " a sandbox inside this program serves: nothing is paid, nothing leaves this machine, and all is"
                    + " forgotten when the command ends. 'novita sandbox' starts one that stays.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 the job failed, 2 wrong usage, 3 the outcome of a paid request is unknown,"
                    + " 130 interrupted.",
            "",
            "Completion in bash and zsh: source <(novita generate-completion)"
        },
        subcommands = {
            TrainCommand.class,
            WatchCommand.class,
            ListCommand.class,
            GenerateCommand.class,
            ModelsCommand.class,
            BalanceCommand.class,
            CheckCommand.class,
            SandboxCommand.class,
            DemoCommand.class,
            GenerateCompletion.class
        })
public final class Novita {

    private static final char LOST_CHARACTER = '\uFFFD';

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // pictures are made smaller without a display
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Novita())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Novita::run)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed);
    }

    /** A prompt that lost characters would be another one than before, and be paid for. */
    private static int run(ParseResult parsed) {
        for (String argument : parsed.originalArgs()) {
            if (argument.indexOf(LOST_CHARACTER) >= 0) {
                throw new ParameterException(
                        parsed.commandSpec().commandLine(),
                        "Characters were lost on the way into the program: \"" + argument
                                + "\". Set the locale, to LC_ALL=C.UTF-8 for example.");
            }
        }
        return new RunLast().execute(parsed);
    }

    /** Tells the version from the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Novita.class.getPackage().getImplementationVersion();
            return new String[] {"novita " + (version == null ? "built from source" : version)};
        }
    }
}
