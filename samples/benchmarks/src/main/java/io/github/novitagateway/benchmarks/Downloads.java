package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drawings fetched to disk by the gateway beside bare Reactor Netty. */
@Command(name = "downloads", description = "Drawings fetched to disk beside bare Reactor Netty.")
final class Downloads implements Runnable {

    private static final int DRAWINGS = 200;

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final Field field = new Field();

    @Option(names = "--kilobytes", split = ",", description = "Sizes of drawings; default ${DEFAULT-VALUE}.")
    private List<Integer> kilobytes = List.of(2_000);

    @Option(names = "--parallel", split = ",", description = "Downloads under way; default ${DEFAULT-VALUE}.")
    private List<Integer> parallel = List.of(8);

    Downloads(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Table table = new Table(
                out,
                "Downloads to disk beside bare Reactor Netty",
                "drawing",
                "parallel",
                "bare MB/s",
                "gateway MB/s",
                "throughput / bare",
                "CPU / bare",
                "bare heap KB",
                "gateway heap KB");
        try (ServerProcess server = ServerProcess.start();
                field) {
            for (int size : kilobytes) {
                parallel.forEach(atOnce -> row(table, server.server(), size, atOnce));
            }
        }
    }

    private void row(Table table, Server server, int size, int atOnce) {
        URI drawing = server.plain().resolve(Front.DOWNLOAD + size * 1000L);
        Contest contest = field.contest(
                effort,
                (int) effort.share(DRAWINGS),
                () -> BareDownloads.of(drawing, atOnce),
                () -> GatewayDownloads.of(Gateways.to(server, Tls.NONE), drawing, atOnce));
        table.row(
                size + " KB",
                Integer.toString(atOnce),
                contest.figure("bare", round -> round.operationsPerSecond() * size / 1e3)
                        .text("%.0f"),
                contest.figure("gateway", round -> round.operationsPerSecond() * size / 1e3)
                        .text("%.0f"),
                contest.ratio("gateway", "bare", Round::operationsPerSecond).text("%.2f"),
                contest.ratio("gateway", "bare", Round::cpuMillisPerOperation).text("%.2f"),
                contest.figure("bare", round -> round.heapBytesPerOperation() / 1e3)
                        .text("%.0f"),
                contest.figure("gateway", round -> round.heapBytesPerOperation() / 1e3)
                        .text("%.0f"));
    }
}
