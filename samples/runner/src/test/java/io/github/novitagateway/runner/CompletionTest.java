package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompletionTest {
    /** Does what the shell does when the tab key is hit; {@code compopt} works at a prompt only. */
    private static final String COMPLETE = """
            source novita-completion
            compopt() { :; }
            COMP_WORDS=("$@")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            $(complete -p novita | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void bashCompletesEveryCommand() throws Exception {
        assertThat(completed("novita", ""))
                .contains("train", "watch", "list", "generate", "sandbox", "demo", "generate-completion")
                .containsAll(Novita.commandLine().getSubcommands().keySet());
    }

    @Test
    void bashCompletesTheOptionsOfACommand() throws Exception {
        assertThat(completed("novita", "train", "--prom")).containsExactly("--prompt");
        assertThat(completed("novita", "watch", "--ou")).containsExactly("--out");
        assertThat(completed("novita", "list", "--js")).containsExactly("--json");
    }

    @Test
    void helpTellsHowToTurnCompletionOn() {
        assertThat(Novita.commandLine().getUsageMessage()).contains("source <(novita generate-completion)");
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("novita-completion"), script());
        List<String> command = new ArrayList<>(List.of("bash", "-c", COMPLETE, "bash"));
        command.addAll(Arrays.asList(words));
        Path errors = folder.resolve("errors");
        Process bash = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).isEmptyFile();
        return said.lines().toList();
    }

    private static String script() {
        StringWriter printed = new StringWriter();
        CommandLine novita = Novita.commandLine().setOut(new PrintWriter(printed, true));
        assertThat(novita.execute("generate-completion")).isZero();
        return printed.toString();
    }
}
