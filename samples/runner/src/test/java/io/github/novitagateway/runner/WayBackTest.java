package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(wayBack.words("style/t-1"))
                .contains("style/t-1 goes on")
                .endsWith("  novita watch style/t-1 --base-url http://127.0.0.1:8090");
    }
}
