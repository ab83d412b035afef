package io.github.novitagateway.runner;

import io.github.novitagateway.task.TaskId;
import java.nio.file.Path;
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
                .map(task -> "Stopped looking; the training goes on. Look again with:" + novita(watch(task, null))
                        + "Go on to the drawings with:" + again)
                .orElse("Stopped before the training was known to be submitted. This goes on, and first looks whether"
                        + " it was:" + again)
                .stripTrailing();
    }

    /**
     * Says the same of a task that is in no record.
     *
     * @param out folder for its images; null when they are not to be saved
     */
    String words(TaskId task, @Nullable Path out) {
        return "Stopped looking; " + task + " goes on. Look again with:"
                + novita(watch(task, out)).stripTrailing();
    }

    private List<String> watch(TaskId task, @Nullable Path out) {
        List<String> command = new ArrayList<>(List.of("watch", task.toString()));
        if (out != null) {
            command.addAll(List.of("--out", out.toString()));
        }
        command.addAll(serviceArguments);
        return command;
    }

    private static String novita(List<String> arguments) {
        String line = System.lineSeparator();
        return line + "  novita " + ShellWords.join(arguments) + line;
    }
}
