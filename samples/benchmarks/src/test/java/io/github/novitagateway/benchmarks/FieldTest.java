package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class FieldTest {

    /** Its name is the number of its process. */
    private record Numbered(int most) implements Contestant {

        @Override
        public String name() {
            return Long.toString(ProcessHandle.current().pid());
        }

        @Override
        public void round(int operations) {
            if (operations > most) {
                throw new IllegalArgumentException(operations + " are too many");
            }
        }

        @Override
        public double medianNanos() {
            return most;
        }

        @Override
        public void close() {}
    }

    private final Effort quick = parsed(new Effort(), "--quick");

    private static <T> T parsed(T options, String... arguments) {
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    @Test
    void eachHasAProcessOfItsOwnForAllRows() {
        Set<String> first;
        try (Field field = new Field()) {
            Contest contest = field.contest(quick, 5, () -> new Numbered(5), () -> new Numbered(6));
            first = contest.names();
            assertThat(first).hasSize(2).doesNotContain(new Numbered(0).name());
            assertThat(first.stream()
                            .map(name ->
                                    contest.figure(name, Round::medianNanos).median()))
                    .containsExactly(5.0, 6.0);

            assertThat(field.contest(quick, 5, () -> new Numbered(7), () -> new Numbered(8))
                            .names())
                    .isEqualTo(first);
        }
        assertThat(first)
                .allSatisfy(process ->
                        assertThat(ProcessHandle.of(Long.parseLong(process))).isEmpty());
    }

    @Test
    void eachHasSeveralProcessesForAllRowsWhereThatIsAskedFor() {
        try (Field field = parsed(new Field(), "--forks=2")) {
            Set<String> all = field.contest(quick, 5, () -> new Numbered(5), () -> new Numbered(6))
                    .names();

            assertThat(all).hasSize(4);
            assertThat(field.contest(quick, 5, () -> new Numbered(7), () -> new Numbered(8))
                            .names())
                    .isEqualTo(all);
        }
    }

    @Test
    void whatFailsThereIsToldHere() {
        try (Field field = new Field()) {
            assertThatThrownBy(() -> field.contest(quick, 6, () -> new Numbered(5)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("6 are too many");
        }
    }
}
