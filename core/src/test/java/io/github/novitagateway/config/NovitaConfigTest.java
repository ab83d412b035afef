package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NovitaConfigTest {
    private static final ApiKey KEY = ApiKey.of("sk_secret");

    private static Arguments change(String expected, UnaryOperator<NovitaConfig.Builder> change) {
        return Arguments.of(expected, change);
    }

    private static UnaryOperator<NovitaConfig.Builder> at(String url) {
        return builder -> builder.baseUrl(URI.create(url));
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                change("connectTimeout must be above 0 but was PT0S", b -> b.connectTimeout(Duration.ZERO)),
                change("requestTimeout must be above 0 but was PT0S", b -> b.requestTimeout(Duration.ZERO)),
                change("uploadTimeout must be above 0 but was PT-1S", b -> b.uploadTimeout(Duration.ofSeconds(-1))),
                change("downloadTimeout must be above 0 but was PT0S", b -> b.downloadTimeout(Duration.ZERO)),
                change("maxResponseBytes must be at least 1 but was 0", b -> b.maxResponseBytes(0)),
                change("maxImageBytes must be at least 1 but was -1", b -> b.maxImageBytes(-1)),
                change("pageSize must be 1..100 but was 0", b -> b.pageSize(0)),
                change("pageSize must be 1..100 but was 101", b -> b.pageSize(101)),
                change("uploadConcurrency must be 1..64 but was 0", b -> b.uploadConcurrency(0)),
                change("uploadConcurrency must be 1..64 but was 65", b -> b.uploadConcurrency(65)),
                change("userAgent must not be blank but was \"\"", b -> b.userAgent(" ")),
                change("userAgent must be printable ASCII but was \"a b\"", b -> b.userAgent("a\r\nb")),
                change("userAgent must be printable ASCII but was \"\u00E9\"", b -> b.userAgent("\u00E9")),
                change("baseUrl must be http or https but was \"ftp\"", at("ftp://host")),
                change("baseUrl must be http or https but was \"\"", at("host/path")),
                change("baseUrl must name a host but had none", at("https:/path")),
                change("baseUrl must be of a port up to 65535 but was 65536", at("https://host:65536")),
                change("baseUrl must not hold user info but did for https://host", at("https://me:secret@host")),
                change(
                        "baseUrl must hold neither query nor fragment but did after https://host/a",
                        at("https://host/a?key=secret")),
                change(
                        "baseUrl must hold neither query nor fragment but did after https://host",
                        at("https://host#a")));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void refusesWhatLiesOutsideAndSaysWhy(String message, UnaryOperator<NovitaConfig.Builder> change) {
        var builder = change.apply(NovitaConfig.builder(KEY));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(NovitaConfig.builder(KEY).build())
                .isEqualTo(new NovitaConfig(
                        KEY,
                        URI.create("https://api.novita.ai"),
                        ApiPaths.defaults(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        4 * 1024 * 1024,
                        64 * 1024 * 1024,
                        100,
                        6,
                        RetryPolicy.defaults(),
                        WatchLimits.forTraining(),
                        WatchLimits.forImages(),
                        "novita-gateway-java/0.1.0",
                        ForeignHosts.defaults()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/, https://host",
        "http://localhost:8080, http://localhost:8080",
        "https://host/proxy/novita//, https://host/proxy/novita",
        "HTTPS://host/a%2Fb/, HTTPS://host/a%2Fb",
        "http://[::1]:8080/, http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]:8080, http://[0:0:0:0:0:0:0:1]:8080",
        "http://127.3.2.1, http://127.3.2.1",
        "http://sandbox.localhost:8080, http://sandbox.localhost:8080"
    })
    void dropsTheSlashAtTheEndOfItsAddressAndKeepsTheRest(URI given, URI kept) {
        assertThat(NovitaConfig.builder(KEY).baseUrl(given).build().baseUrl()).isEqualTo(kept);
    }

    /** The key would go over the line for all to see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.novita.ai",
                "http://10.0.0.1",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://[::2]",
                "http://[1::1]",
                "http://128.0.0.1"
            })
    void refusesPlainHttpToAnotherMachine(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NovitaConfig.builder(KEY).baseUrl(url).build())
                .withMessage(
                        "baseUrl must be https unless its host is loopback, since it gets the key, but was " + url);
    }

    @Test
    void goesBackIntoABuilderWithEverythingItHolds() {
        NovitaConfig config = NovitaConfig.builder(KEY)
                .baseUrl(URI.create("http://localhost:1"))
                .paths(ApiPaths.builder().models("/m").build())
                .connectTimeout(Duration.ofSeconds(1))
                .requestTimeout(Duration.ofSeconds(2))
                .uploadTimeout(Duration.ofSeconds(3))
                .downloadTimeout(Duration.ofSeconds(11))
                .maxResponseBytes(4)
                .maxImageBytes(5)
                .pageSize(6)
                .uploadConcurrency(7)
                .retry(RetryPolicy.none())
                .trainingLimits(WatchLimits.builder(Duration.ofSeconds(8)).build())
                .imageLimits(WatchLimits.builder(Duration.ofSeconds(9)).build())
                .userAgent("ours/1")
                .foreignHosts(ForeignHosts.builder().allowPrivateAddresses(true).build())
                .build();

        assertThat(config.toBuilder().build()).isEqualTo(config);
        assertThat(config.toBuilder().pageSize(10).build())
                .usingRecursiveComparison()
                .ignoringFields("pageSize")
                .isEqualTo(config);
        assertThat(config)
                .usingRecursiveComparison()
                .isNotEqualTo(NovitaConfig.builder(KEY).build());
    }

    @Test
    void namesWhatIsAbsent() {
        assertThatNullPointerException()
                .isThrownBy(() -> NovitaConfig.builder(Absent.value()).build())
                .withMessage("apiKey");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> NovitaConfig.builder(KEY).baseUrl(Absent.value()).build())
                .withMessage("baseUrl");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> NovitaConfig.builder(KEY).retry(Absent.value()).build())
                .withMessage("retry");
    }
}
