package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {

    private static final String TOKEN = "0123456789abcdef-_TOKEN";

    private final WebhookEndpoint endpoint = WebhookEndpoint.of("/novita/events", TOKEN);

    @Test
    void aTokenIsRandomUnlessGiven() {
        Set<String> paths = new HashSet<>();
        IntStream.range(0, 100)
                .forEach(i ->
                        paths.add(WebhookEndpoint.of("/novita/events", null).path()));

        assertThat(paths).hasSize(100).allSatisfy(path -> assertThat(path).matches("/novita/events/[\\w-]{43}"));
        assertThat(endpoint.path()).isEqualTo("/novita/events/" + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com/base", "https://app.example.com/base/"})
    void theUrlIsThatOfTheApplicationWithThePath(String application) {
        assertThat(endpoint.at(URI.create(application)).url())
                .isEqualTo(URI.create("https://app.example.com/base/novita/events/" + TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:app@example.com", "https://app.example.com/?a=b", "https://app.example.com/#a"})
    void anAddressThatCanHaveNoPathIsRefused(String application) {
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.at(URI.create(application)));
    }

    @Test
    void onlyTheWholeTokenIsRight() {
        assertThat(endpoint.isToken(TOKEN)).isTrue();
        assertThat(endpoint.isToken(TOKEN.substring(1))).isFalse();
        assertThat(endpoint.isToken(TOKEN + "x")).isFalse();
        assertThat(endpoint.isToken("")).isFalse();
    }

    @Test
    void nothingThatIsPrintedHoldsTheToken() {
        assertThat(endpoint.toString()).doesNotContain(TOKEN);
        assertThat(endpoint.pattern("token")).isEqualTo("/novita/events/{token}");
        assertThat(endpoint.at(URI.create("https://app.example.com")).toString())
                .doesNotContain(TOKEN);
    }
}
