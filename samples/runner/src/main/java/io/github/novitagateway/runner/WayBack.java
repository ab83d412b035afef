package io.github.novitagateway.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How a stopped run is returned to.
 *
 * @param serviceArguments what reaches the same service
 * @param sameCommand the arguments of this run
 */
record WayBack(List<String> serviceArguments, List<String> sameCommand) {

    static List<String> commandOf(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec)
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
    }

    /** Says what becomes of a run that stops where its record stands. */
    String words(Service service, RunRecord record) {
        if (service.embedded()) {
            return "Stopped, and the embedded sandbox with it: its training is gone.";
        }
        String again = novita(sameCommand);
        return record.taskId()
                .map(task -> "Stopped looking; the training goes on. Look again with:" + novita(watch(task.toString()))
                        + "Go on to the drawings with:" + again)
                .orElse("Stopped before the training was known to be submitted. This goes on, and first looks whether"
                        + " it was:" + again)
                .stripTrailing();
    }

    /** Says the same of a task that was only looked at. */
    String words(String task) {
        return "Stopped looking; " + task + " goes on. Look again with:"
                + novita(watch(task)).stripTrailing();
    }

    private List<String> watch(String task) {
        List<String> command = new ArrayList<>(List.of("watch", task));
        command.addAll(serviceArguments);
        return command;
    }

    private static String novita(List<String> arguments) {
        String line = System.lineSeparator();
        return line + "  novita " + ShellWords.join(arguments) + line;
    }
}
