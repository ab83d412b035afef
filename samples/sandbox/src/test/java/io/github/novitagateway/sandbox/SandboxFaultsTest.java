package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which requests are struck, and what may be switched on where. */
class SandboxFaultsTest {
    private static final SandboxEndpoint USER = SandboxEndpoint.USER;

    private final SandboxFaults faults = new SandboxFaults(Map.of());

    @Test
    void strikeEveryRequestUntilTheyAreCleared() {
        faults.on(USER, Fault.garbage());
        assertThat(strikes(5)).containsExactly(1, 1, 1, 1, 1);
        faults.clear(USER);
        assertThat(strikes(2)).containsExactly(0, 0);
    }

    @Test
    void strikeTheNextRequestsOnlyAndAreNotActiveAfterwards() {
        Fault twice = Fault.garbage().next(2);
        faults.on(USER, twice);
        assertThat(strikes(1)).containsExactly(1);
        assertThat(faults.active()).isEqualTo(Map.of(USER, List.of(twice)));
        assertThat(strikes(3)).containsExactly(1, 0, 0);
        assertThat(faults.active()).isEmpty();
    }

    @Test
    void strikeEveryNthRequest() {
        faults.on(USER, Fault.garbage().everyNth(3));
        assertThat(strikes(7)).containsExactly(0, 0, 1, 0, 0, 1, 0);
    }

    @Test
    void strikeByAChanceThatTheSeedRepeats() {
        Fault seldom = Fault.garbage().withProbability(0.25, 42);
        faults.on(USER, seldom);
        List<Integer> first = strikes(1000);
        faults.on(USER, seldom);
        assertThat(strikes(1000)).isEqualTo(first);
        assertThat(first.stream().mapToInt(i -> i).sum()).isBetween(200, 300);
        faults.on(USER, Fault.garbage().withProbability(0.25, 43));
        assertThat(strikes(1000)).isNotEqualTo(first);
    }

    @Test
    void strikeExactlyAsOftenAsTheySayWhenRequestsComeAtOnce() {
        faults.on(USER, Fault.garbage().next(500));
        int struck = IntStream.range(0, 5_000)
                .parallel()
                .map(i -> faults.strike(USER).size())
                .sum();
        assertThat(struck).isEqualTo(500);
    }

    @Test
    void ofOneEndpointStrikeInTheirOrderUntilOneAnswers() {
        faults.on(
                USER,
                Fault.latency(Duration.ofSeconds(1)),
                Fault.throttled().next(1),
                Fault.resetBefore().next(1),
                Fault.truncated());
        assertThat(words()).containsExactly("latency", "raw");
        assertThat(words()).containsExactly("latency", "reset-before");
        assertThat(words()).containsExactly("latency", "truncated");
    }

    @Test
    void replaceTheOnesBefore() {
        faults.on(USER, Fault.garbage(), Fault.truncated());
        faults.on(USER, Fault.resetAfter());
        assertThat(words()).containsExactly("reset-after");
    }

    @Test
    void goBackToThoseOfTheOptionsCountedAfresh() {
        Fault once = Fault.garbage().next(1);
        SandboxFaults given = new SandboxFaults(Map.of(USER, List.of(once)));
        assertThat(given.strike(USER)).hasSize(1);
        given.on(SandboxEndpoint.TXT2IMG, Fault.stuck());
        given.reset();
        assertThat(given.active()).isEqualTo(Map.of(USER, List.of(once)));
        assertThat(given.strike(USER)).hasSize(1);
        given.clear();
        assertThat(given.active()).isEmpty();
    }

    @Test
    void areOnFromTheStartWhenTheOptionsSaySo() {
        SandboxOptions options = SandboxOptions.builder()
                .fault(USER, Fault.throttled().next(1))
                .fault(
                        USER,
                        Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "busy").next(1))
                .build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            Visitor visitor = new Visitor(sandbox);
            assertThat(visitor.get("/v3/user").status()).isEqualTo(429);
            assertThat(visitor.get("/v3/user").status()).isEqualTo(503);
            assertThat(visitor.get("/v3/user").status()).isEqualTo(200);
        }
    }

    private record Unfit(SandboxEndpoint endpoint, Fault fault, String message) {}

    static List<Unfit> unfit() {
        return List.of(
                new Unfit(SandboxEndpoint.USER, Fault.stuck(), "stuck does nothing at user"),
                new Unfit(SandboxEndpoint.STYLE_STATUS, Fault.failed(), "failed does nothing at style-status"),
                new Unfit(SandboxEndpoint.IMAGE_GET, Fault.canceled(), "canceled does nothing at image-get"),
                new Unfit(SandboxEndpoint.STYLE_SUBMIT, Fault.vanished(), "vanished does nothing at style-submit"),
                new Unfit(SandboxEndpoint.TXT2IMG, Fault.expired(), "expired does nothing at txt2img"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void areRefusedWhereTheyWouldDoNothing(Unfit unfit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.on(unfit.endpoint(), unfit.fault()))
                .withMessage(unfit.message());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxOptions.builder()
                        .fault(unfit.endpoint(), unfit.fault())
                        .build())
                .withMessage(unfit.message());
        assertThat(faults.active()).isEmpty();
    }

    private record Bad(Supplier<Fault> fault, String message) {}

    static List<Bad> bad() {
        return List.of(
                new Bad(() -> Fault.apiError(199, "X", "x"), "status must be 200..599 but was 199"),
                new Bad(() -> Fault.raw(600, Map.of(), ""), "status must be 200..599 but was 600"),
                new Bad(
                        () -> Fault.raw(200, Map.of("Content-Length", "1"), ""),
                        "headers must leave [content-length, transfer-encoding] to the sandbox"),
                new Bad(() -> Fault.latency(Duration.ofMillis(-1)), "time must not be negative but was PT-0.001S"),
                new Bad(() -> Fault.garbage().next(0), "requests must be 1 or more but was 0"),
                new Bad(() -> Fault.garbage().everyNth(0), "nth must be 1 or more but was 0"),
                new Bad(() -> Fault.garbage().withProbability(1.5, 1), "probability must be 0..1 but was 1.5"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void areMadeWithinTheirBounds(Bad bad) {
        assertThatIllegalArgumentException().isThrownBy(bad.fault()::get).withMessage(bad.message());
    }

    @Test
    void takeNoHeaderThatWouldSplitTheAnswer() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.raw(200, Map.of("X-Odd", "a\r\nX-Other: b"), ""));
    }

    @Test
    void onlyAnAnswerTellsWhenToComeAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Fault.stuck().retryAfter(Duration.ofSeconds(1)))
                .withMessage("only an answer has headers, but this is stuck");
    }

    @Test
    void areValues() {
        assertThat(Fault.throttled().next(2))
                .isEqualTo(Fault.throttled().next(2))
                .hasSameHashCodeAs(Fault.throttled().next(2))
                .isNotEqualTo(Fault.throttled().next(3))
                .isNotEqualTo(Fault.garbage().next(2));
        assertThat(Fault.stuck().everyNth(2)).hasToString("{\"kind\":\"stuck\",\"every\":2}");
    }

    private List<Integer> strikes(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> faults.strike(USER).size())
                .toList();
    }

    private List<String> words() {
        return faults.strike(USER).stream().map(FaultEffect::word).toList();
    }
}
