package io.github.novitagateway.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleet demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Starts a Redis, a sandbox and workers, each a process of its own, and shows how they do jobs. It needs"
                    + " redis-server, no key and no network, and takes about half a minute.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(names = "--jobs", paramLabel = "N", description = "How many jobs, 1 to 150.")
    private int jobs = 20;

    @Option(names = "--workers", paramLabel = "N", description = "How many workers, 1 to 20.")
    private int workers = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!RedisServer.isInstalled()) {
            System.err.println("The demo needs a Redis: " + RedisServer.ABSENT);
            return 1;
        }
        Path out = Path.of(
                "novita-out",
                "fleet-" + LocalDateTime.now(ZoneId.systemDefault()).format(MOMENT));
        return new Demo(out.toAbsolutePath(), jobs, workers).run() ? 0 : 1;
    }
}
