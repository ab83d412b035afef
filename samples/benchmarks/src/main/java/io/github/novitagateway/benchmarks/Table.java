package io.github.novitagateway.benchmarks;

import java.io.PrintStream;
import java.util.List;

/** A table in Markdown, printed row by row as they are measured. */
final class Table {

    private final PrintStream out;
    private final int columns;

    Table(PrintStream out, String title, String... headers) {
        this.out = out;
        this.columns = headers.length;
        out.println("\n### " + title + "\n");
        print(List.of(headers));
        out.println("|" + "---|".repeat(columns));
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in " + columns + " columns");
        }
        print(List.of(cells));
    }

    private void print(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
