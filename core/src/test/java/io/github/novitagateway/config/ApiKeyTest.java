package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    @Test
    void dropsBlanksAroundTheKey() {
        assertThat(ApiKey.of(" sk_abc-123\n").value()).isEqualTo("sk_abc-123");
        assertThat(ApiKey.of(" sk_abc-123\n"))
                .isEqualTo(ApiKey.of("sk_abc-123"))
                .hasSameHashCodeAs(ApiKey.of("sk_abc-123"));
        assertThat(ApiKey.of("a")).isNotEqualTo(ApiKey.of("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret key",
                "secret\tkey",
                "secret\nkey",
                "secret\r\nX-Other: key",
                "secret\u0000",
                "secr\u00E9t",
                "secret\u007F",
                "secret\u200B",
                "\uFEFFsecret",
                "secret\u00A0",
                "s\u0435cret",
                "secret\u202E",
                "secret\uD83D\uDD11"
            })
    void refusesWhatCannotBeAKeyWithoutPrintingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.of(value))
                .withMessage("apiKey must be printable ASCII without blanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void refusesABlankKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of(value)).withMessage("apiKey must not be blank");
    }

    @Test
    void neverShowsItself() {
        ApiKey key = ApiKey.of("sk_secret");

        assertThat(key).hasToString("ApiKey[hidden]");
        assertThat(NovitaConfig.builder(key).build().toString()).doesNotContain("secret");
    }

    @Test
    void comesFromTheEnvironment() {
        assertThat(ApiKey.from(Map.of("NOVITA_API_KEY", " sk_abc "))).isEqualTo(ApiKey.of("sk_abc"));
        assertThatIllegalStateException()
                .isThrownBy(() -> ApiKey.from(Map.of()))
                .withMessage("the environment variable NOVITA_API_KEY is not set");
        assertThatIllegalStateException().isThrownBy(() -> ApiKey.from(Map.of("NOVITA_API_KEY", " ")));
    }

    @Test
    void namesItselfWhenAbsent() {
        assertThatNullPointerException()
                .isThrownBy(() -> ApiKey.of(Absent.value()))
                .withMessage("apiKey");
    }
}
