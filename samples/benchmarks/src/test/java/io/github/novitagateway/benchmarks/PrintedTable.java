package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What a command prints. */
final class PrintedTable {

    private PrintedTable() {}

    /** Runs the command, which must succeed: the lines of its tables, with the headers, without what is below them. */
    static List<String> of(String... command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = Benchmarks.commands(new PrintStream(printed, true, UTF_8)).execute(command);
        assertThat(code).isZero();
        return printed.toString(UTF_8)
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
    }
}
