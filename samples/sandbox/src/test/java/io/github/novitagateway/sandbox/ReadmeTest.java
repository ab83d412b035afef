package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/io/github/novitagateway/sandbox/ReadmeExampleTest.java");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsExamplesThatAreCompiledAndRun() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        List<String> snippets = SNIPPET.matcher(readme())
                .results()
                .map(MatchResult::group)
                .map(text -> withoutBlanks(text.replace("```java", "").replace("```", "")))
                .toList();
        assertThat(snippets).hasSize(2).allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    @Test
    void namesEveryEndpointAndEveryKindOfFault() throws IOException {
        String readme = readme();
        assertThat(Arrays.stream(SandboxEndpoint.values()).map(SandboxEndpoint::word))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(readme).contains("`" + word + "`"));
        assertThat(FaultForm.kinds())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(readme).contains("`" + kind + "`"));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
