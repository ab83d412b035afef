package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SandboxCommandTest {
    @Test
    void saysThatItsPortIsInUse() {
        try (Sandbox other = Sandbox.start(SandboxOptions.defaults())) {
            int port = other.baseUrl().getPort();
            StringWriter errors = new StringWriter();

            int exit = Novita.commandLine()
                    .setErr(new PrintWriter(errors, true))
                    .execute("sandbox", "--port", Integer.toString(port));

            assertThat(exit).isEqualTo(ExitCodes.JOB_FAILED);
            assertThat(errors.toString().strip())
                    .contains("127.0.0.1:" + port)
                    .endsWith("Name another port, or 0 for a free one.")
                    .doesNotContain("unexpected", "--verbose");
        }
    }
}
