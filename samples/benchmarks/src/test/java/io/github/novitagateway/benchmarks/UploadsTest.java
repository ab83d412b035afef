package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The tables of uploads in their shortest form: who runs, uploads all there is. Nothing is said of time. */
@Timeout(120)
class UploadsTest {

    private static final int OPERATIONS = 5;
    private static final int BYTES = 300_000;

    private static final List<Function<Cell, Contestant>> CONTESTANTS = List.of(
            GatewayUploads::new,
            BareUploads::new,
            WebClientUploads::ofResources,
            WebClientUploads::ofBuffers,
            ThreadedUploads::okHttp,
            ThreadedUploads::jdk);

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess process;

    @SuppressWarnings("NullAway.Init")
    private static Server server;

    @BeforeAll
    static void start() {
        process = ServerProcess.start();
        server = process.server();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachContestantUploadsAll(Tls tls) {
        try (Pictures pictures = Pictures.create(BYTES)) {
            for (Function<Cell, Contestant> make : CONTESTANTS) {
                Tally.Count before = server.tally();
                try (Contestant contestant = make.apply(new Cell(server, tls, pictures, 2))) {
                    contestant.round(OPERATIONS);

                    Tally.Count after = server.tally();
                    assertThat(after.puts() - before.puts())
                            .as(contestant.name())
                            .isEqualTo(OPERATIONS);
                    assertThat(after.putBytes() - before.putBytes())
                            .as(contestant.name())
                            .isEqualTo((long) OPERATIONS * BYTES);
                    assertThat(after.requests() - before.requests())
                            .as(contestant.name())
                            .isEqualTo(2 * OPERATIONS);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploads", "upload-rivals", "upload-memory"})
    void eachTableHasARowForEachCell(String table) {
        List<String> rows =
                PrintedTable.of(table, "--quick", "--rounds=1", "--tls=OPENSSL", "--kilobytes=100", "--parallel=2");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).startsWith("| OPENSSL | 100 KB | 2 | ");
    }

    @Test
    void quickTableHasTheFirstRowAlone() {
        Effort quick = new Effort();
        new CommandLine(quick).parseArgs("--quick");
        List<String> cells = new ArrayList<>();

        new UploadGrid(List.of(Tls.JDK, Tls.NONE), List.of(100, 200), List.of(3, 4))
                .each(
                        quick,
                        cell -> cells.add(cell.tls() + " " + cell.pictures().bytes() + " " + cell.parallel()));

        assertThat(cells).containsExactly("JDK 100000 3");
    }

    @Test
    void anUploadThatFailsIsNoResult() {
        Cell cell = new Cell(server, Tls.NONE, deletedPictures(), 2);
        for (Function<Cell, Contestant> make : CONTESTANTS) {
            try (Contestant contestant = make.apply(cell)) {
                assertThatThrownBy(() -> contestant.round(1))
                        .as(contestant.name())
                        .isInstanceOf(Exception.class);
            }
        }
    }

    private static Pictures deletedPictures() {
        try (Pictures pictures = Pictures.create(BYTES)) {
            return pictures;
        }
    }
}
