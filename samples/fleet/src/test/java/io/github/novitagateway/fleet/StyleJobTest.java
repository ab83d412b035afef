package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleJobTest {
    private static final String JOB = """
            {"id": "a-1", "name": "ink", "from": "/pictures", "pictures": ["one.png"], "caption": "a hill",
             "prompts": ["a lighthouse"]}""";

    @Test
    void isReadAsItWasWritten() {
        StyleJob job = StyleJobs.read(JOB);
        assertThat(StyleJobs.read(StyleJobs.write(job))).isEqualTo(job);
        assertThat(job.request().name()).matches("ink-a-1-[0-9a-f]{8}");
        assertThat(job.request().exactName()).isTrue();
        assertThat(job.captionOf("one.png")).isEqualTo("a hill");
        assertThat(job.isWeb()).isFalse();
    }

    @Test
    void namesOfTwoJobsAreNeverTheSameHoweverTheyAreJoined() {
        String one = StyleJobs.read(JOB).request().name();
        String other = StyleJobs.read(JOB.replace("a-1", "1").replace("\"ink\"", "\"ink-a\""))
                .request()
                .name();

        assertThat(one).startsWith("ink-a-1-").isNotEqualTo(other);
        assertThat(other).startsWith("ink-a-1-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"a-1\" | \"../x\" | id must be 1..64 letters, digits, dots, underscores and hyphens",
                "\"a-1\" | null | id must be given but was absent",
                "\"ink\" | \" \" | name must not be blank",
                "[\"one.png\"] | [] | pictures.size must be 1..50 but was 0",
                "[\"one.png\"] | [\"../one.png\"] | pictures[0] must be a name without a folder but was \"../one.png\"",
                "[\"one.png\"] | [\"a\", \"a\"] | pictures[1] must be named once but was again a",
                "\"a hill\" | null | captions must have one for \"one.png\"",
                "\"/pictures\" | \"https://store/x\" | from must end in /",
                "\"/pictures\" | \"https://me@store/x/\" | from must end in / and hold neither user",
                "[\"a lighthouse\"] | [\"\"] | prompt must",
                "\"prompts\" | \"promts\" | promts",
                "{ | [ | job must be JSON of a style job",
            })
    void aMistakeIsNamedWithItsFieldBoundAndValue(String right, String wrong, String message) {
        String json = JOB.replace(right, wrong);
        assertThat(json).isNotEqualTo(JOB);
        assertThatThrownBy(() -> StyleJobs.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
