package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of calls and downloads in their shortest form. Nothing is said of time. */
@Timeout(120)
class CallsTest {

    private static final int OPERATIONS = 5;
    private static final int BYTES = 300_000;

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
    void eachContestantCallsAsOftenAsItSays(Call call) {
        assertCalls(BareCalls.of(call, server.plain(), 2));
        assertCalls(call.gateway(Gateways.to(server, Tls.NONE), 2));
    }

    @Test
    void eachRivalCallsAsOftenAsItSays() {
        assertCalls(RivalCalls.webClient(server.plain(), 2));
        assertCalls(RivalCalls.okHttp(server.plain(), 2));
        assertCalls(RivalCalls.jdk(server.plain(), 2));
    }

    private static void assertCalls(Caller caller) {
        long before = server.tally().requests();
        try (caller) {
            caller.round(OPERATIONS);

            assertThat(server.tally().requests() - before).as(caller.name()).isEqualTo(OPERATIONS);
            assertThat(caller.medianNanos()).as(caller.name()).isPositive();
        }
    }

    @Test
    void eachDownloadComesToDiskWhole() {
        URI drawing = server.plain().resolve(Front.DOWNLOAD + BYTES);
        for (Fetcher fetcher :
                List.of(BareDownloads.of(drawing, 2), GatewayDownloads.of(Gateways.to(server, Tls.NONE), drawing, 2))) {
            try (fetcher) {
                fetcher.round(OPERATIONS);

                assertThat(fetcher.bytes()).as(fetcher.name()).isEqualTo((long) OPERATIONS * BYTES);
            }
        }
    }

    @Test
    void aCallThatFailsIsNoResult() {
        URI nowhere = server.plain().resolve("/nowhere");
        try (Fetcher fetcher = GatewayDownloads.of(Gateways.to(server, Tls.NONE), nowhere, 1)) {
            assertThatThrownBy(() -> fetcher.round(1)).isInstanceOf(Exception.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"calls,'1,4',5", "call-rivals,'1,4',9", "downloads,1,2"})
    void eachTableHasItsRows(String table, String parallel, int lines) {
        assertThat(PrintedTable.of(table, "--quick", "--parallel=" + parallel)).hasSize(lines);
    }
}
