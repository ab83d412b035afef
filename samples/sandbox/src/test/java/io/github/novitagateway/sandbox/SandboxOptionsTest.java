package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxOptionsTest {
    private record Bad(SandboxOptions.Builder builder, String message) {}

    static List<Bad> badOptions() {
        return List.of(
                new Bad(options().port(65_536), "port must be 0..65535 but was 65536"),
                new Bad(options().port(-1), "port must be 0..65535 but was -1"),
                new Bad(options().key(" "), "key must not be blank; leave it out to take any key"),
                new Bad(options().speed(0), "speed must be above 0 but was 0.0"),
                new Bad(options().speed(Double.NaN), "speed must be above 0 but was NaN"),
                new Bad(
                        options().slotLifetime(Duration.ofMillis(999)),
                        "slotLifetime must be 1 s to 7 days in whole seconds but was PT0.999S"),
                new Bad(
                        options().slotLifetime(Duration.ofDays(8)),
                        "slotLifetime must be 1 s to 7 days in whole seconds but was PT192H"),
                new Bad(options().queueTime(Duration.ofSeconds(-1)), "queueTime must not be negative but was PT-1S"),
                new Bad(options().balance(-1), "balance must be 0 or more but was -1"),
                new Bad(options().imagePrice(-1), "imagePrice must be 0 or more but was -1"),
                new Bad(options().txt2imgPerMinute(-1), "txt2imgPerMinute must be 0 or more but was -1"),
                new Bad(options().img2imgPerMinute(-1), "img2imgPerMinute must be 0 or more but was -1"));
    }

    @ParameterizedTest
    @MethodSource("badOptions")
    void namesFieldBoundAndValueOfABadOption(Bad bad) {
        assertThatIllegalArgumentException().isThrownBy(bad.builder()::build).withMessage(bad.message());
    }

    @Test
    void keepsTheKeyOutOfItsText() {
        assertThat(options().key("secret-key").build().toString()).doesNotContain("secret-key");
    }

    @Test
    void canBeReadFromACommandLine() {
        assertThat(SandboxMain.options(List.of("--port", "8080", "--key", "k", "--speed", "60")))
                .isEqualTo(options().port(8080).key("k").speed(60).build());
        assertThat(SandboxMain.options(List.of("--txt2img-per-minute", "20", "--img2img-per-minute", "10")))
                .isEqualTo(options().txt2imgPerMinute(20).img2imgPerMinute(10).build());
        assertThat(SandboxMain.options(List.of())).isEqualTo(SandboxOptions.defaults());
    }

    @Test
    void takesFaultsFromACommandLineInThreeForms() {
        assertThat(SandboxMain.options(List.of(
                        "--fault",
                        "txt2img=429",
                        "--fault",
                        "txt2img=stuck",
                        "--fault",
                        "user={\"kind\":\"garbage\"}")))
                .isEqualTo(options()
                        .fault(
                                SandboxEndpoint.TXT2IMG,
                                Fault.apiError(429, "RATE_LIMIT_EXCEEDED", "a fault of the sandbox"))
                        .fault(SandboxEndpoint.TXT2IMG, Fault.stuck())
                        .fault(SandboxEndpoint.USER, Fault.garbage())
                        .build());
    }

    @Test
    void namesWhatIsWrongWithAFaultOnACommandLine() {
        wrongFault("users=429", "--fault must be ENDPOINT=FAULT with one of [upload-slot, ");
        wrongFault("user", "--fault must be ENDPOINT=FAULT with one of [");
        wrongFault("user=flood", "--fault user=flood: invalid Fault.Kind: value must be in list");
        wrongFault("user={", "--fault user={: the body is not JSON");
        wrongFault("user=stuck", "stuck does nothing at user");
    }

    private static void wrongFault(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxMain.options(List.of("--fault", text)))
                .withMessageStartingWith(message);
    }

    @Test
    void namesWhatIsWrongOnACommandLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxMain.options(List.of("--port")))
                .withMessageStartingWith("--port needs a value. Usage: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxMain.options(List.of("--speed", "fast")))
                .withMessage("--speed must be a number but was fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxMain.options(List.of("--port", "80.5")))
                .withMessage("--port must be a whole number but was 80.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxMain.options(List.of("--colour", "red")))
                .withMessageStartingWith("unknown option --colour. Usage: ");
    }

    private static SandboxOptions.Builder options() {
        return SandboxOptions.builder();
    }
}
