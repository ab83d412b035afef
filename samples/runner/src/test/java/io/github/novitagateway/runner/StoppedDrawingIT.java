package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A drawing that is paid while the program that ordered it is stopped. */
@Timeout(120)
class StoppedDrawingIT {
    private static final String[] GENERATE = {"generate", "--prompt", "a harbour", "--out", "drawings", "--json"};

    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.builder().drawingTime(Duration.ofSeconds(3)).build());

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void isSavedByAWatchOfTheIdThatWasTold() throws Exception {
        String task;
        try (NovitaProcess killed = against(GENERATE)) {
            task = killed.awaitEvent("drawing").path("task_id").asString();
            killed.kill();
            assertThat(killed.eventWords()).containsExactly("drawing");
        }
        for (int start = 0; start < 2; start++) {
            try (NovitaProcess watch = against("watch", task, "--out", "drawings", "--json")) {
                assertThat(watch.awaitExit()).as(watch.errors()).isZero();
                assertThat(watch.eventWords()).endsWith("status", "image_saved");
                assertThat(folder.resolve(watch.events()
                                .get(watch.events().size() - 1)
                                .path("path")
                                .asString()))
                        .hasParent(folder.resolve("drawings"))
                        .isNotEmptyFile();
            }
        }
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void saysHowItIsSaved() throws Exception {
        assumeFalse(NovitaProcess.interruptsAreIgnored(), "interrupts are ignored here, and so by every process");
        try (NovitaProcess novita = against(GENERATE)) {
            String task = novita.awaitEvent("drawing").path("task_id").asString();

            novita.interrupt();

            assertThat(novita.awaitExit()).isEqualTo(130);
            assertThat(novita.errors()).contains("novita watch " + task + " --out drawings");
        }
    }

    @Test
    void isNoTraining() throws Exception {
        try (NovitaProcess novita = against("watch", "style/t-1", "--out", "drawings")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(2);
            assertThat(novita.errors())
                    .contains("out goes with a drawing alone, image/<id>, but the task is style/t-1");
        }
    }

    private NovitaProcess against(String... arguments) throws Exception {
        return NovitaProcess.against(sandbox.baseUrl().toString(), folder, arguments);
    }
}
