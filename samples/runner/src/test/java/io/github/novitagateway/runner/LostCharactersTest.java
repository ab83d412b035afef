package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LostCharactersTest {

    @Test
    void anArgumentThatLostCharactersIsRefusedBeforeAnythingIsPaid() {
        StringWriter told = new StringWriter();

        int code = Novita.commandLine()
                .setErr(new PrintWriter(told))
                .execute("generate", "--prompt", "ein Haus am Flu\uFFFD\uFFFD");

        assertThat(code).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(told.toString()).contains("ein Haus am Flu").contains("LC_ALL=C.UTF-8");
    }
}
