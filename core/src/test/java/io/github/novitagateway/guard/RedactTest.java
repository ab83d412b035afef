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
    void showsAddressesWithoutUserInfoQueryAndFragment(String url, String shown) {
        assertThat(Redact.url(url)).isEqualTo(shown);
        assertThat(Redact.url(URI.create(url))).isEqualTo(shown);
    }

    @Test
    void showsNothingOfATextThatIsNoAddress() {
        assertThat(Redact.url("https://host/a b?X-Amz-Signature=secret")).isEqualTo("[no address]");
    }

    @Test
    void showsNothingButTheHostOfASecretPath() {
        assertThat(Redact.origin(URI.create("https://me:pw@host:1/hook/token?x")))
                .isEqualTo("https://host:1");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: Bearer sk_1234 sent, Authorization: Bearer [hidden] sent",
        "bearer   sk_1234, bearer   [hidden]",
        "https://h/a?X-Amz-Date=1&X-Amz-Signature=5f5f no, https://h/a?X-Amz-Date=[hidden]&X-Amz-Signature=[hidden] no",
        "?a=1&amp;x-amz-security-token=5f5f, ?a=1&amp;x-amz-security-token=[hidden]",
        "X-Amz-Signature%3D5f5f, X-Amz-Signature%3D[hidden]",
        "https://h/a?Policy=5f&Signature=5f&Key-Pair-Id=5f, "
                + "https://h/a?Policy=[hidden]&Signature=[hidden]&Key-Pair-Id=[hidden]",
        "https://h/a?se=1&sig=5f5f, https://h/a?se=1&sig=[hidden]",
        "a bearer of news is no design=secret, a bearer [hidden] news is no design=secret"
    })
    void masksWhatATextQuotesOfCredentials(String text, String shown) {
        assertThat(Redact.credentials(text)).isEqualTo(shown);
        assertThat(Redact.line(text, 500)).isEqualTo(shown.replaceAll("(https://\\S*\\?)\\S+", "$1[hidden]"));
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
