package io.github.novitagateway.runner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code novita list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        showDefaultValues = true,
        description = {"Lists the trainings of the account: id, stage, start, name and models of each.", ""})
final class ListCommand extends ServiceCommand {

    @Option(names = "--limit", paramLabel = "N", description = "The most trainings to list, at least 1.")
    private int limit = 20;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but was " + limit);
        }
        try (Service opened = service.open(config -> config.pageSize(Math.min(limit, 100)))) {
            output.show(opened.gateway().trainings().list().take(limit).map(task -> report -> report.listed(task)));
        }
        return ExitCodes.DONE;
    }
}
