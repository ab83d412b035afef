package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import tools.jackson.databind.json.JsonMapper;

/** The build runs these tests with several versions; this one sees to it that they are those that it means. */
class VersionsTest {

    @Test
    void springBootIsOfTheVersionThatTheBuildMeans() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.boot"));
    }

    @Test
    void jacksonIsOfTheVersionThatTheBuildMeansAndTheOneBeforeItStandsBeside() {
        assertThat(JsonMapper.shared().version().toString()).isEqualTo(System.getProperty("expected.jackson"));
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper().version().getMajorVersion())
                .isEqualTo(2);
    }
}
