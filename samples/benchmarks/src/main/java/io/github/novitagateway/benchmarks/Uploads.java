package io.github.novitagateway.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads of the gateway beside bare Reactor Netty: each picture a slot and a PUT, over TLS. */
@Command(name = "uploads", description = "Uploads beside bare Reactor Netty, over TLS of the JDK and of OpenSSL.")
final class Uploads implements Callable<Integer> {

    private static final List<Integer> SIZES = List.of(100_000, 2_000_000, 10_000_000);
    private static final List<Integer> PARALLEL = List.of(1, 8, 32);
    private static final long ROUND_BYTES = 200_000_000;
    private static final int MOST_OPERATIONS = 400;

    private final PrintStream out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Effort effort;

    Uploads(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Table table = new Table(
                out,
                "Uploads",
                "TLS",
                "picture",
                "parallel",
                "bare MB/s",
                "gateway MB/s",
                "throughput / bare",
                "CPU / bare");
        try (ServerProcess server = ServerProcess.start()) {
            for (SslProvider provider : List.of(SslProvider.JDK, SslProvider.OPENSSL)) {
                SslContext trust = server.certificate().forClients(provider);
                for (int size : SIZES) {
                    try (Pictures pictures = Pictures.create(size)) {
                        for (int parallel : PARALLEL) {
                            row(table, server, provider, trust, pictures, size, parallel);
                        }
                    }
                }
            }
        }
        return 0;
    }

    private void row(
            Table table,
            ServerProcess server,
            SslProvider provider,
            SslContext trust,
            Pictures pictures,
            int size,
            int parallel) {
        int operations = operations(size, parallel);
        try (Contestant bare = new BareUploads(server.tls(), trust, pictures, parallel);
                Contestant gateway = new GatewayUploads(Gateways.tls(server.tls(), trust), pictures, parallel)) {
            Contest contest = Contest.run(List.of(bare, gateway), effort, operations);
            double megabytes = size / 1e6;
            table.row(
                    provider.toString(),
                    size / 1000 + " KB",
                    Integer.toString(parallel),
                    contest.figure("bare", round -> round.operationsPerSecond() * megabytes)
                            .text("%.0f"),
                    contest.figure("gateway", round -> round.operationsPerSecond() * megabytes)
                            .text("%.0f"),
                    contest.ratio("gateway", "bare", Round::operationsPerSecond).text("%.2f"),
                    contest.ratio("gateway", "bare", Round::cpuMillisPerOperation)
                            .text("%.2f"));
        }
    }

    private int operations(int size, int parallel) {
        long full = Math.min(MOST_OPERATIONS, ROUND_BYTES / size);
        return (int) Math.max(parallel, effort.share(full));
    }
}
