package io.github.novitagateway.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.guard.Absent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiExceptionTest {
    private static ApiError error(int status, @Nullable String reason, String message) {
        return new ApiError(status, status, reason, message, Map.of(), null);
    }

    private static Arguments kind(boolean passes, Function<ApiError, ApiException> kind) {
        return Arguments.of(passes, kind);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(false, ApiException::new),
                kind(false, AuthenticationException::new),
                kind(false, InsufficientBalanceException::new),
                kind(false, InvalidRequestException::new),
                kind(false, ContentRejectedException::new),
                kind(true, RateLimitedException::new),
                kind(false, TaskNotFoundException::new),
                kind(false, RouteGoneException::new),
                kind(true, ServerException::new));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tellsWhatTheAnswerSaidAndWhetherTimeHeals(boolean passes, Function<ApiError, ApiException> kind) {
        ApiException failure = kind.apply(new ApiError(
                429, 4290, "RATE_LIMIT_EXCEEDED", "slow\ndown", Map.of("task_id", "7"), Duration.ofSeconds(3)));

        assertThat(failure.isTransient()).isEqualTo(passes);
        assertThat(failure).hasMessage("429 RATE_LIMIT_EXCEEDED: slow down").hasNoCause();
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.code()).isEqualTo(4290);
        assertThat(failure.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(failure.serviceMessage()).isEqualTo("slow\ndown");
        assertThat(failure.metadata()).containsExactly(Map.entry("task_id", "7"));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void saysWhatThereIsToSay() {
        assertThat(new AuthenticationException(error(403, "INVALID_API_KEY", "invalid api-key")))
                .hasMessage("403 INVALID_API_KEY: invalid api-key");
        assertThat(new ServerException(error(502, null, ""))).hasMessage("502");
        assertThat(new ServerException(error(503, "SERVICE_NOT_AVAILABLE", " ")))
                .hasMessage("503 SERVICE_NOT_AVAILABLE");
        assertThat(new RouteGoneException(error(404, "", "404 page not found"))).hasMessage("404: 404 page not found");
    }

    @Test
    void cutsAMessageAt500Characters() {
        assertThat(new ApiException(error(400, "LONG", "x".repeat(100_000))).getMessage())
                .hasSize(500)
                .startsWith("400 LONG: xxx")
                .endsWith("...");
    }

    @Test
    void keepsNoControlCharactersInItsMessage() {
        assertThat(new ApiException(error(400, "A\nB", "c\u001B[31md\r\n2026 forged line")))
                .hasMessage("400 A B: c [31md 2026 forged line");
    }

    @Test
    void readsAbsentTextAndMetadataAsEmptyAndCopiesThem() {
        ApiError bare = new ApiError(500, null, null, Absent.value(), Absent.value(), null);
        Map<String, String> metadata = new HashMap<>(Map.of("a", "b"));
        ApiError full = new ApiError(500, null, null, "", metadata, null);
        metadata.clear();

        assertThat(bare.message()).isEmpty();
        assertThat(bare.metadata()).isEmpty();
        assertThat(full.metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(new ApiException(bare).code()).isNull();
    }

    @Test
    void needsAnError() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ApiException(Absent.value()))
                .withMessage("error");
    }
}
