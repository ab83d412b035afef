package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads of the gateway beside clients that a user could take instead. */
@Command(
        name = "upload-rivals",
        description =
                "Uploads beside Spring WebClient, OkHttp and the JDK's HttpClient. The last two have the JDK's TLS.")
final class UploadRivals implements Runnable {

    private static final List<String> RIVALS = List.of("WebClient", "WebClient, buffers", "OkHttp", "JDK HttpClient");

    private final PrintStream out;

    @Mixin
    private final Effort effort = new Effort();

    @Mixin
    private final Field field = new Field();

    @Mixin
    private final UploadGrid grid =
            new UploadGrid(List.of(Tls.JDK, Tls.OPENSSL, Tls.NONE), List.of(100, 2_000, 10_000), List.of(1, 8, 32));

    UploadRivals(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        List<String> headers = new ArrayList<>(List.of("TLS", "picture", "parallel", "gateway MB/s"));
        RIVALS.forEach(rival -> headers.add(rival + " MB/s"));
        RIVALS.forEach(rival -> headers.add("gateway / " + rival));
        Table table = new Table(out, "Uploads beside other clients", headers.toArray(String[]::new));
        try (field) {
            grid.each(effort, cell -> row(table, cell));
        }
    }

    private void row(Table table, Cell cell) {
        Contest contest = field.contest(
                effort,
                cell.operations(effort),
                () -> new GatewayUploads(cell),
                () -> WebClientUploads.ofResources(cell),
                () -> WebClientUploads.ofBuffers(cell),
                () -> ThreadedUploads.okHttp(cell),
                () -> ThreadedUploads.jdk(cell));
        List<String> cells = new ArrayList<>(
                List.of(cell.tls().toString(), cell.pictures().toString(), Integer.toString(cell.parallel())));
        cells.add(contest.figure("gateway", cell::megabytesPerSecond).text("%.0f"));
        RIVALS.forEach(rival ->
                cells.add(contest.figure(rival, cell::megabytesPerSecond).text("%.0f")));
        RIVALS.forEach(rival -> cells.add(
                contest.ratio("gateway", rival, Round::operationsPerSecond).text("%.2f")));
        table.row(cells.toArray(String[]::new));
    }
}
