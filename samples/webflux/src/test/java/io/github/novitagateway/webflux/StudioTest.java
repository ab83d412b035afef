package io.github.novitagateway.webflux;

import io.github.novitagateway.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has an application of its own, with a folder of its own. */
abstract class StudioTest {

    @TempDir
    Path folder = Path.of("");

    RunningStudio studio;

    private final String[] settings;

    StudioTest(String... settings) {
        this.settings = settings;
    }

    @BeforeEach
    void start(Sandbox sandbox) {
        studio = RunningStudio.start(sandbox, folder, settings);
    }

    @AfterEach
    void stop() {
        studio.close();
    }
}
