package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Small calls of the gateway beside bare Reactor Netty. */
@Command(name = "calls", description = "Small calls, JSON in and out, beside bare Reactor Netty with Jackson.")
final class Calls implements Runnable {

    private static final int CALLS_AT_ONCE = 40_000;
    private static final int CALLS_IN_TURN = 10_000;
    private static final int SUBMITS = 6_000;

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final Field field = new Field();

    @Option(names = "--parallel", split = ",", description = "Calls under way; default ${DEFAULT-VALUE}.")
    private List<Integer> parallel = List.of(1, 64);

    Calls(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Table table = new Table(
                out,
                "Small calls beside bare Reactor Netty",
                "call",
                "parallel",
                "bare /s",
                "gateway /s",
                "throughput / bare",
                "bare heap KB",
                "heap / bare",
                "CPU / bare",
                "bare median us",
                "median / bare",
                "server, processors");
        try (ServerProcess server = ServerProcess.start();
                field) {
            for (Call call : Call.values()) {
                parallel.forEach(atOnce -> row(table, server.server(), call, atOnce));
            }
        }
    }

    private void row(Table table, Server server, Call call, int atOnce) {
        DoubleSupplier load = server.load();
        Contest contest = field.contest(
                effort,
                operations(call, atOnce),
                () -> BareCalls.of(call, server.plain(), atOnce),
                () -> call.gateway(Gateways.to(server, Tls.NONE), atOnce));
        table.row(
                call.toString(),
                Integer.toString(atOnce),
                contest.figure("bare", Round::operationsPerSecond).text("%.0f"),
                contest.figure("gateway", Round::operationsPerSecond).text("%.0f"),
                contest.ratio("gateway", "bare", Round::operationsPerSecond).text("%.2f"),
                contest.figure("bare", round -> round.heapBytesPerOperation() / 1e3)
                        .text("%.1f"),
                contest.ratio("gateway", "bare", Round::heapBytesPerOperation).text("%.2f"),
                contest.ratio("gateway", "bare", Round::cpuMillisPerOperation).text("%.2f"),
                contest.figure("bare", Round::medianMicros).text("%.0f"),
                contest.ratio("gateway", "bare", Round::medianMicros).text("%.2f"),
                String.format(Locale.ROOT, "%.1f", load.getAsDouble()));
    }

    private int operations(Call call, int atOnce) {
        int full = call == Call.SUBMIT ? SUBMITS : atOnce > 1 ? CALLS_AT_ONCE : CALLS_IN_TURN;
        return (int) Math.max(atOnce, effort.share(full));
    }
}
