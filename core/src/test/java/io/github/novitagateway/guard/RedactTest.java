package io.github.novitagateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactTest {
    @ParameterizedTest
    @CsvSource({
        "https://host/a/b.png?X-Amz-Signature=secret#part, https://host/a/b.png",
        "https://user:secret@host:8443/a?x, https://host:8443/a",
        "http://host, http://host",
        "https://with_underscore:1/a?secret, https://with_underscore:1/a",
        "/only/a/path?secret, /only/a/path",
        "mailto:secret@host, mailto:"
    })
    void showsAddressesWithoutUserInfoQueryAndFragment(URI url, String shown) {
        assertThat(Redact.url(url)).isEqualTo(shown);
    }

    @Test
    void showsNothingButTheHostOfASecretPath() {
        assertThat(Redact.origin(URI.create("https://me:pw@host:1/hook/token?x")))
                .isEqualTo("https://host:1");
    }

    @Test
    void makesOneLineOfAForeignText() {
        assertThat(Redact.line(" a\r\n\tb\u0085c\u2028d\u001B ", 80)).isEqualTo("a b c d");
    }

    @Test
    void cutsLongTextsWithAnEllipsis() {
        assertThat(Redact.line("x".repeat(500), 500)).hasSize(500).doesNotContain("...");
        assertThat(Redact.line("x".repeat(501), 500)).hasSize(500).endsWith("x...");
        assertThat(Redact.line("x".repeat(5_000_000), 500)).hasSize(500);
    }

    @Test
    void neverCutsAPictographInHalf() {
        String text = "x".repeat(6) + "\uD83C\uDF0A".repeat(5);

        assertThat(Redact.line(text, 10)).isEqualTo("xxxxxx...");
    }

    @ParameterizedTest
    @CsvSource({
        "see https://host/a?sig=1&b=2 now, see https://host/a?[hidden] now",
        "HTTP://host?a, HTTP://host?[hidden]",
        "'<a href=\"https://host/a?b\">', '<a href=\"https://host/a?[hidden]\">'",
        "X-Amz-Signature=abc&X-Amz-Date=1, X-Amz-Signature=[hidden]&X-Amz-Date=[hidden]",
        "X-Goog-Signature=abc, X-Goog-Signature=[hidden]",
        "really? yes, really? yes",
        "https://host/a, https://host/a"
    })
    void aLineHoldsNoQueryOfALink(String text, String line) {
        assertThat(Redact.line(text, 200)).isEqualTo(line);
    }
}
