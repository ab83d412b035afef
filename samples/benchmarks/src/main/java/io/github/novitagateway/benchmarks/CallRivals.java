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
        try (ServerProcess server = ServerProcess.start()) {
            parallel.forEach(atOnce -> rows(table, server, atOnce));
        }
    }

    private void rows(Table table, ServerProcess server, int atOnce) {
        URI service = server.plain();
        try (Caller gateway = Call.STATUS.gateway(Gateways.to(server, Tls.NONE), atOnce);
                Caller webClient = RivalCalls.webClient(service, atOnce);
                Caller okHttp = RivalCalls.okHttp(service, atOnce);
                Caller jdk = RivalCalls.jdk(service, atOnce)) {
            List<Caller> all = List.of(gateway, webClient, okHttp, jdk);
            Contest contest = Contest.run(all, effort, (int) effort.share(CALLS));
            for (Caller client : all) {
                table.row(
                        client.name(),
                        Integer.toString(atOnce),
                        contest.figure(client.name(), Round::operationsPerSecond)
                                .text("%.0f"),
                        contest.figure(client.name(), round -> round.heapBytesPerOperation() / 1e3)
                                .text("%.1f"),
                        contest.figure(client.name(), round -> round.cpuMillisPerOperation() * 1e3)
                                .text("%.0f"),
                        contest.ratio("gateway", client.name(), Round::operationsPerSecond)
                                .text("%.2f"));
            }
        }
    }
}
