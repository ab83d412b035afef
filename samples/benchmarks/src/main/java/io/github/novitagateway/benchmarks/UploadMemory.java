package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What an upload takes of the heap, and all of them together of direct memory. */
@Command(name = "upload-memory", description = "Memory of uploads beside bare Reactor Netty.")
final class UploadMemory implements Runnable {

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final UploadGrid grid = new UploadGrid(List.of(Tls.OPENSSL), List.of(100, 2_000, 10_000), List.of(8, 32));

    UploadMemory(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Table table = new Table(
                out,
                "Memory of uploads",
                "TLS",
                "picture",
                "parallel",
                "bare heap KB/picture",
                "gateway heap KB/picture",
                "gateway more by KB",
                "direct MB at most");
        grid.each(effort, cell -> row(table, cell));
    }

    private void row(Table table, Cell cell) {
        try (Contestant gateway = new GatewayUploads(cell);
                Contestant bare = new BareUploads(cell)) {
            double direct = DirectMemory.mostDuring(() -> gateway.round(cell.operations(effort))) / 1e6;
            Contest contest =
                    new Contest(effort, cell.operations(effort)).run(List.of(new Meter(bare), new Meter(gateway)));
            Series bareHeap = contest.figure("bare", UploadMemory::kilobytes);
            Series gatewayHeap = contest.figure("gateway", UploadMemory::kilobytes);
            table.row(
                    cell.tls().toString(),
                    cell.pictures().toString(),
                    Integer.toString(cell.parallel()),
                    bareHeap.text("%.1f"),
                    gatewayHeap.text("%.1f"),
                    String.format(Locale.ROOT, "%.1f", gatewayHeap.median() - bareHeap.median()),
                    String.format(Locale.ROOT, "%.1f", direct));
        }
    }

    private static double kilobytes(Round round) {
        return round.heapBytesPerOperation() / 1024;
    }
}
