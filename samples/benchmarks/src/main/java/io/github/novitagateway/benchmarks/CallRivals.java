package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Small calls of the gateway beside clients that a user could take instead. */
@Command(name = "call-rivals", description = "Asking for a drawing beside Spring WebClient, OkHttp and the JDK.")
final class CallRivals implements Runnable {

    private static final int CALLS = 10_000;

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final Field field = new Field();

    @Option(names = "--parallel", split = ",", description = "Calls under way; default ${DEFAULT-VALUE}.")
    private List<Integer> parallel = List.of(1, 64);

    CallRivals(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Table table = new Table(
                out,
                "Small calls beside other clients",
                "client",
                "parallel",
                "/s",
                "heap KB",
                "CPU us",
                "gateway / it");
        try (ServerProcess server = ServerProcess.start();
                field) {
            parallel.forEach(atOnce -> rows(table, server.server(), atOnce));
        }
    }

    private void rows(Table table, Server server, int atOnce) {
        URI service = server.plain();
        Contest contest = field.contest(
                effort,
                (int) effort.share(CALLS),
                () -> Call.STATUS.gateway(Gateways.to(server, Tls.NONE), atOnce),
                () -> RivalCalls.webClient(service, atOnce),
                () -> RivalCalls.okHttp(service, atOnce),
                () -> RivalCalls.jdk(service, atOnce));
        for (String client : contest.names()) {
            table.row(
                    client,
                    Integer.toString(atOnce),
                    contest.figure(client, Round::operationsPerSecond).text("%.0f"),
                    contest.figure(client, round -> round.heapBytesPerOperation() / 1e3)
                            .text("%.1f"),
                    contest.figure(client, round -> round.cpuMillisPerOperation() * 1e3)
                            .text("%.0f"),
                    contest.ratio("gateway", client, Round::operationsPerSecond).text("%.2f"));
        }
    }
}
