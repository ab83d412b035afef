package io.github.novitagateway.runner;

import io.github.novitagateway.image.Model.ModelFilter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code novita models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        showDefaultValues = true,
        description = {
            "Lists models: the trained styles of the account, or all that the filters let through.",
            "",
            "With --download their files are fetched too, where the service gives an address. A file that is there"
                    + " already is left as it is.",
            ""
        })
final class ModelsCommand extends ServiceCommand {

    @Option(names = "--all", description = "All models of the service, not the account's trained styles alone.")
    private boolean all;

    @Option(names = "--type", paramLabel = "T", description = "One type, such as lora or checkpoint; implies --all.")
    private @Nullable String type;

    @Option(names = "--query", paramLabel = "TEXT", description = "A text in name or tags; implies --all.")
    private @Nullable String query;

    @Option(names = "--limit", paramLabel = "N", description = "The most models to list, at least 1.")
    private int limit = 20;

    @Option(names = "--download", paramLabel = "DIR", description = "Folder for the files of the listed models.")
    private @Nullable Path download;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but was " + limit);
        }
        ModelFilter filter = filter();
        try (Service opened = service.open(config -> config.pageSize(Math.min(limit, 100)))) {
            output.show(new ListedModels(opened.gateway(), filter, limit, download).happenings());
        }
        return ExitCodes.DONE;
    }

    private ModelFilter filter() {
        if (!all && type == null && query == null) {
            return ModelFilter.ownTrainedLoras();
        }
        ModelFilter.Builder filter = ModelFilter.builder();
        if (type != null) {
            filter.type(type);
        }
        if (query != null) {
            filter.query(query);
        }
        return filter.build();
    }
}
