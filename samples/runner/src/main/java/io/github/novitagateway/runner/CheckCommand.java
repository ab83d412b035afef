package io.github.novitagateway.runner;

import io.github.novitagateway.account.Finding.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;

/** {@code novita check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        description = {
            "Looks whether the way is free before money is spent: the key, the balance, and whether each route is there."
                    + " It starts nothing and costs nothing. Exit code 1 when the way is blocked somewhere.",
            ""
        })
final class CheckCommand extends ServiceCommand {

    @Override
    public Integer call() {
        AtomicBoolean blocked = new AtomicBoolean();
        try (Service opened = service.open(config -> config)) {
            output.show(opened.gateway().check().map(finding -> {
                blocked.compareAndSet(false, finding.verdict() == Verdict.BLOCKED);
                return report -> report.finding(finding);
            }));
        }
        return blocked.get() ? ExitCodes.JOB_FAILED : ExitCodes.DONE;
    }
}
