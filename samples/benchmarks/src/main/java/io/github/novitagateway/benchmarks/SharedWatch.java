package io.github.novitagateway.benchmarks;

import io.github.novitagateway.reactor.PollingPolicy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many who watch one task through one gateway: what the service notices of them. */
@Command(name = "shared-watch", description = "Many subscribers of one task: requests for each look.")
final class SharedWatch implements Callable<Integer> {

    private static final Duration TICK = Duration.ofMillis(200);

    private final PrintStream out;

    @Option(names = "--subscribers", defaultValue = "200", description = "How many; default ${DEFAULT-VALUE}.")
    private int subscribers;

    @Option(names = "--seconds", defaultValue = "5", description = "How long; default ${DEFAULT-VALUE}.")
    private int seconds;

    SharedWatch(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ServerProcess process = ServerProcess.start();
                Watching client =
                        new GatewayWatches(process.server().plain(), new Probe(), PollingPolicy.fixed(TICK))) {
            Crowd crowd = new Crowd();
            crowd.watch(client, Collections.nCopies(subscribers, "shared"));
            crowd.awaitNews();
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            crowd.leave();
            long requests = process.server().tally().requests();
            Table table = new Table(out, "One task", "subscribers", "requests", "told to each");
            table.row(Integer.toString(subscribers), Long.toString(requests), crowd.least() + " to " + crowd.most());
        }
        return 0;
    }
}
