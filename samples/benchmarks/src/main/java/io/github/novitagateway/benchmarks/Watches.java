package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Thousands of watches of the gateway beside as many by hand. */
@Command(name = "watches", description = "Thousands of watches: memory, threads, lateness, and what is left of them.")
final class Watches implements Callable<Integer> {

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final PrintStream out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Effort effort;

    @Option(names = "--watches", defaultValue = "10000", description = "How many; default ${DEFAULT-VALUE}.")
    private int watches;

    @Option(names = "--wait", defaultValue = "10", description = "Seconds from answer to request; default 10.")
    private int wait;

    @Option(names = "--window", defaultValue = "15", description = "Seconds in which lateness is taken; default 15.")
    private int window;

    Watches(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ServerProcess process = ServerProcess.start()) {
            Server server = process.server();
            List<WatchRound> bare = new ArrayList<>();
            List<WatchRound> gateway = new ArrayList<>();
            if (!effort.warmUp().isZero()) {
                round(server, count() / 10, this::bare);
                round(server, count() / 10, this::gateway);
            }
            for (int turn = 0; turn < effort.rounds(); turn++) {
                bare.add(round(server, count(), this::bare));
                gateway.add(round(server, count(), this::gateway));
            }
            print(bare, gateway);
        }
        return 0;
    }

    private int count() {
        return (int) effort.share(watches);
    }

    private Watching bare(Server server, Probe probe) {
        return new BareWatches(server.plain(), probe, Duration.ofSeconds(wait));
    }

    private Watching gateway(Server server, Probe probe) {
        return new GatewayWatches(server.plain(), probe, new ProbingPolicy(Duration.ofSeconds(wait)));
    }

    /** Makes a client. */
    private interface Maker {
        Watching make(Server server, Probe probe);
    }

    private WatchRound round(Server server, int count, Maker maker) throws InterruptedException {
        Probe probe = new Probe();
        WatchRound watched;
        try (Watching client = maker.make(server, probe)) {
            watched = watched(server, count, client, probe);
        }
        return watched.withConnectionsLeft(probe.openConnections());
    }

    private WatchRound watched(Server server, int count, Watching client, Probe probe) throws InterruptedException {
        long before = WatchRound.heap();
        Crowd crowd = new Crowd();
        crowd.watch(client, Crowd.tasks(count));
        crowd.awaitNews();
        double heapBytes = (double) (WatchRound.heap() - before) / count;
        probe.startOver();
        Thread.sleep(effort.share(Duration.ofSeconds(window).toMillis()));
        double halfLate = probe.millisLate(50);
        double mostLate = probe.millisLate(99);
        int threads = WatchRound.clientThreads();
        double cancelMillis = crowd.leave();
        return new WatchRound(heapBytes, threads, halfLate, mostLate, cancelMillis, requestsLeft(server), 0);
    }

    private static long requestsLeft(Server server) throws InterruptedException {
        Thread.sleep(QUIET.toMillis());
        long before = server.tally().requests();
        Thread.sleep(QUIET.toMillis());
        return server.tally().requests() - before;
    }

    private void print(List<WatchRound> bare, List<WatchRound> gateway) {
        Table table = new Table(
                out,
                count() + " watches, each asking every " + wait + " s",
                "for each watch or in all",
                "bare",
                "gateway");
        row(table, "heap while it waits, bytes", "%.0f", WatchRound::heapBytes, bare, gateway);
        row(table, "threads of the client", "%.0f", WatchRound::threads, bare, gateway);
        row(table, "lateness of a request, p50, ms", "%.1f", WatchRound::halfLate, bare, gateway);
        row(table, "lateness of a request, p99, ms", "%.1f", WatchRound::mostLate, bare, gateway);
        row(table, "cancelling all, ms", "%.0f", WatchRound::cancelMillis, bare, gateway);
        row(table, "requests after that", "%.0f", WatchRound::requestsLeft, bare, gateway);
        row(table, "connections after the client is closed", "%.0f", WatchRound::connectionsLeft, bare, gateway);
    }

    private static void row(
            Table table,
            String name,
            String format,
            ToDoubleFunction<WatchRound> figure,
            List<WatchRound> bare,
            List<WatchRound> gateway) {
        Function<List<WatchRound>, String> text =
                rounds -> Series.of(rounds, figure).text(format);
        table.row(name, text.apply(bare), text.apply(gateway));
    }
}
