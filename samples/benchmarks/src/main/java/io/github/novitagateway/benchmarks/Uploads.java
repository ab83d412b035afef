package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads of the gateway beside bare Reactor Netty: each picture a slot and a PUT, over TLS. */
@Command(name = "uploads", description = "Uploads beside bare Reactor Netty, over TLS of the JDK and of OpenSSL.")
final class Uploads implements Runnable {

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final Field field = new Field();

    @Mixin
    private final UploadGrid grid =
            new UploadGrid(List.of(Tls.JDK, Tls.OPENSSL), List.of(100, 2_000, 10_000), List.of(1, 8, 32));

    Uploads(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Table table = new Table(
                out,
                "Uploads beside bare Reactor Netty",
                "TLS",
                "picture",
                "parallel",
                "bare MB/s",
                "gateway MB/s",
                "bare CPU s/GB",
                "throughput / bare",
                "CPU / bare",
                "server, processors");
        try (field) {
            grid.each(effort, cell -> row(table, cell));
        }
    }

    private void row(Table table, Cell cell) {
        DoubleSupplier load = cell.server().load();
        Contest contest = field.contest(
                effort, cell.operations(effort), () -> new BareUploads(cell), () -> new GatewayUploads(cell));
        table.row(
                cell.tls().toString(),
                cell.pictures().toString(),
                Integer.toString(cell.parallel()),
                contest.figure("bare", cell::megabytesPerSecond).text("%.0f"),
                contest.figure("gateway", cell::megabytesPerSecond).text("%.0f"),
                contest.figure("bare", round -> round.cpuMillisPerOperation() / cell.megabytes())
                        .text("%.2f"),
                contest.ratio("gateway", "bare", Round::operationsPerSecond).text("%.2f"),
                contest.ratio("gateway", "bare", Round::cpuMillisPerOperation).text("%.2f"),
                String.format(Locale.ROOT, "%.1f", load.getAsDouble()));
    }
}
