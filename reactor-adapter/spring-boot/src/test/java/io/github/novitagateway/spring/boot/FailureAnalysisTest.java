package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What somebody reads whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    private static void start(String... arguments) {
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }

    @Test
    void aMissingKeySaysWhatToSet(CapturedOutput output) {
        assertThatThrownBy(FailureAnalysisTest::start).isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("novita.api-key is not set")
                .contains("Set the property novita.api-key or the environment variable NOVITA_API_KEY to your key")
                .contains("novita.enabled=false");
    }

    @Test
    void aWrongValueSaysWhereItIsSet(CapturedOutput output) {
        assertThatThrownBy(() -> start("--novita.api-key=" + Contexts.KEY, "--novita.upload-concurrency=0"))
                .isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("novita.upload-concurrency must be 1..64 but was 0")
                .contains("Origin: \"novita.upload-concurrency\" from property source \"commandLineArgs\"")
                .contains("Update the value of novita.upload-concurrency in your application's configuration")
                .doesNotContain(Contexts.KEY);
    }

    @Test
    void switchedOffTheApplicationStartsWithoutAKey(CapturedOutput output) {
        start("--novita.enabled=false");

        assertThat(output).doesNotContain("FAILED TO START");
    }
}
