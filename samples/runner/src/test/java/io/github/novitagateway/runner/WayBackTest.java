package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.task.TaskId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayBackTest {
    @Test
    void quotesWordsThatAShellWouldTakeApart() {
        assertThat(ShellWords.join(List.of("train", "--prompt", "a hill", "it's", "", "$HOME", "a=b/c.d")))
                .isEqualTo("train --prompt 'a hill' 'it'\\''s' '' '$HOME' a=b/c.d");
    }

    @Test
    void namesTheWatchThatReachesTheSameService() {
        WayBack wayBack = new WayBack(List.of("--base-url", "http://127.0.0.1:8090"), List.of());

        assertThat(wayBack.words(TaskId.style("t-1"), null))
                .contains("style/t-1 goes on")
                .endsWith("  novita watch style/t-1 --base-url http://127.0.0.1:8090");
        assertThat(wayBack.words(TaskId.image("d-1"), Path.of("my drawings")))
                .endsWith("  novita watch image/d-1 --out 'my drawings' --base-url http://127.0.0.1:8090");
    }
}
