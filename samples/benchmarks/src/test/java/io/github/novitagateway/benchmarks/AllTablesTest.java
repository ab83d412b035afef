package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class AllTablesTest {

    private final List<String> run = new ArrayList<>();
    private int exitCode;

    @Command(name = "root")
    private static final class Root {}

    @Command(name = "measured")
    private final class Measured implements Callable<Integer> {

        @Option(names = "--quick")
        private boolean quick;

        @Override
        public Integer call() {
            run.add(quick ? "measured quickly" : "measured");
            return exitCode;
        }
    }

    @Command(name = "computed")
    private final class Computed implements Callable<Integer> {

        @Override
        public Integer call() {
            run.add("computed");
            return 0;
        }
    }

    private int execute(String... arguments) {
        return new CommandLine(new Root())
                .addSubcommand(new Measured())
                .addSubcommand(new AllTables())
                .addSubcommand(new Computed())
                .execute(arguments);
    }

    @Test
    void eachTableIsRunOnce() {
        assertThat(execute("all")).isZero();

        assertThat(run).containsExactly("measured", "computed");
    }

    @Test
    void thoseThatHaveAQuickFormAreRunInIt() {
        assertThat(execute("all", "--quick")).isZero();

        assertThat(run).containsExactly("measured quickly", "computed");
    }

    @Test
    void oneThatFailsIsToldAndDoesNotStopTheOthers() {
        exitCode = 3;

        assertThat(execute("all")).isEqualTo(3);

        assertThat(run).containsExactly("measured", "computed");
    }
}
