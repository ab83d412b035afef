package io.github.novitagateway.runner;

import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code novita balance}. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        description = {"Tells what the account has left to spend, in US dollars.", ""})
final class BalanceCommand extends ServiceCommand {

    @Override
    public Integer call() {
        try (Service opened = service.open(config -> config)) {
            output.show(
                    Flux.from(opened.gateway().account().balance()).map(balance -> report -> report.balance(balance)));
        }
        return ExitCodes.DONE;
    }
}
