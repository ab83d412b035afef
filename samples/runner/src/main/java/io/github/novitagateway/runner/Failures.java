package io.github.novitagateway.runner;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import reactor.core.Exceptions;

/** How a command that did not succeed says so. */
final class Failures {
    private Failures() {}

    static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.WRONG_USAGE;
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        Throwable cause = Exceptions.unwrap(failure);
        OutputOptions output = OutputOptions.of(command);
        if (output != null) {
            output.report().failed(cause);
            output.report().close();
        }
        command.getErr().println(PlainErrors.text(cause));
        if (output != null && output.verbose()) {
            cause.printStackTrace(command.getErr());
        }
        return ExitCodes.of(cause);
    }
}
