package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every golden error through a real operation that is tried once. */
class ErrorDecoderTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");

    private static final Map<String, Class<? extends NovitaException>> EXPECTED = Map.ofEntries(
            Map.entry("error.200.not-json.http.json", MalformedResponseException.class),
            Map.entry("error.200.v2-style.response.json", InsufficientBalanceException.class),
            Map.entry("error.400.balance-not-enough.response.json", InsufficientBalanceException.class),
            Map.entry("error.400.base-model-not-allowed.response.json", InvalidRequestException.class),
            Map.entry("error.400.empty-image-caption.response.json", InvalidRequestException.class),
            Map.entry("error.400.free-trial-quota.response.json", InsufficientBalanceException.class),
            Map.entry("error.400.illegal-image-content.response.json", ContentRejectedException.class),
            Map.entry("error.400.illegal-prompt.response.json", ContentRejectedException.class),
            Map.entry("error.400.image-file-too-large.response.json", ContentRejectedException.class),
            Map.entry("error.400.image-resolution.response.json", ContentRejectedException.class),
            Map.entry("error.400.invalid-image-format.response.json", ContentRejectedException.class),
            Map.entry("error.400.invalid-request-body.response.json", InvalidRequestException.class),
            Map.entry("error.400.missing-api-key.response.json", AuthenticationException.class),
            Map.entry("error.400.no-face-detected.response.json", ContentRejectedException.class),
            Map.entry("error.400.no-metadata.response.json", InvalidRequestException.class),
            Map.entry("error.400.task-name-existed.response.json", InvalidRequestException.class),
            Map.entry("error.400.unknown-reason.response.json", InvalidRequestException.class),
            Map.entry("error.400.validator.response.json", InvalidRequestException.class),
            Map.entry("error.401.unauthorized.response.json", AuthenticationException.class),
            Map.entry("error.403.api-not-allowed.response.json", AuthenticationException.class),
            Map.entry("error.403.balance-not-enough.response.json", InsufficientBalanceException.class),
            Map.entry("error.403.billing-auth-failed.response.json", AuthenticationException.class),
            Map.entry("error.403.cloudflare-1010.http.json", RouteGoneException.class),
            Map.entry("error.403.feature-not-allowed.response.json", AuthenticationException.class),
            Map.entry("error.403.invalid-api-key.response.json", AuthenticationException.class),
            Map.entry("error.403.need-real-name-verify.response.json", AuthenticationException.class),
            Map.entry("error.403.not-enough-balance-llm.response.json", InsufficientBalanceException.class),
            Map.entry("error.404.api-not-found.response.json", RouteGoneException.class),
            Map.entry("error.404.route-not-found.http.json", RouteGoneException.class),
            Map.entry("error.404.task-not-found.response.json", TaskNotFoundException.class),
            Map.entry("error.429.anonymous-quota.response.json", InsufficientBalanceException.class),
            Map.entry("error.429.cloudflare-1015.http.json", RateLimitedException.class),
            Map.entry("error.429.response.json", RateLimitedException.class),
            Map.entry("error.429.retry-after.http.json", RateLimitedException.class),
            Map.entry("error.500.billing-failed.response.json", ServerException.class),
            Map.entry("error.500.create-task-failed.response.json", ServerException.class),
            Map.entry("error.500.get-result-failed.response.json", ServerException.class),
            Map.entry("error.500.task-failed.response.json", ServerException.class),
            Map.entry("error.500.webhook-test-unreachable.response.json", ServerException.class),
            Map.entry("error.502.empty-body.http.json", ServerException.class),
            Map.entry("error.503.service-not-available.response.json", ServerException.class),
            Map.entry("error.504.gateway-html.http.json", ServerException.class));

    @BeforeEach
    void tryOnce() {
        novita.close();
        novita = NovitaGateway.create(config().retry(RetryPolicy.none()).build());
    }

    static List<String> goldenErrors() {
        return EXPECTED.keySet().stream().sorted().toList();
    }

    static List<String> goldenErrorBodies() {
        return goldenErrors().stream()
                .filter(file -> file.endsWith(".response.json") && !file.startsWith("error.200"))
                .toList();
    }

    @Test
    void everyGoldenErrorIsExpected() {
        assertThat(EXPECTED.keySet()).isEqualTo(Golden.answers("error."));
    }

    @ParameterizedTest
    @MethodSource("goldenErrors")
    void theClassNamesWhatToDo(String file) {
        answer(file);

        NovitaException failure = failure();

        assertThat(failure).isExactlyInstanceOf(EXPECTED.get(file));
        assertThat(failure.isTransient())
                .isEqualTo(failure instanceof RateLimitedException || failure instanceof ServerException);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("goldenErrorBodies")
    void everythingThatTheServiceSaidIsKept(String file) {
        answer(file);
        JsonNode body = Golden.json(file);
        String reason = body.get("reason").stringValue();
        String message = body.get("message").stringValue();

        ApiException failure = apiFailure();

        assertThat(failure.status()).isEqualTo(body.get("code").intValue());
        assertThat(failure.code()).isEqualTo(body.get("code").intValue());
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.serviceMessage()).isEqualTo(message);
        assertThat(failure).hasMessage(failure.status() + " " + reason + ": " + message);
        assertThat(failure.metadata()).isEqualTo(metadata(body));
        assertThat(failure.retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403.cloudflare-1010  | 403 | 403: blocked at the edge: error code: 1010",
                "404.route-not-found  | 404 | 404: 404 page not found",
                "429.cloudflare-1015  | 429 | 429: error code: 1015",
                "502.empty-body       | 502 | 502",
                "504.gateway-html     | 504 | "
                        + "504: <html><head><title>504 Gateway Time-out</title></head><body></body></html>"
            })
    void aBodyThatIsNotTheServicesOwnIsQuoted(String file, int status, String message) {
        answer("error." + file + ".http.json");

        ApiException failure = apiFailure();

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isNull();
        assertThat(failure.reason()).isNull();
        assertThat(failure.metadata()).isEmpty();
        assertThat(failure).hasMessage(message);
    }

    @Test
    void theOldEnvelopeUnderSuccessTellsItsCode() {
        answer("error.200.v2-style.response.json");

        ApiException failure = apiFailure();

        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.code()).isEqualTo(7);
        assertThat(failure.reason()).isNull();
        assertThat(failure).hasMessage("200: balance not enough");
    }

    @Test
    void retryAfterIsTold() {
        answer("error.429.retry-after.http.json");

        ApiException failure = apiFailure();

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"404, RouteGoneException", "403, RouteGoneException", "400, InvalidRequestException"})
    void anEmptyTextSaysAsLittleAsAnAbsentOne(int status, String kind) {
        answer(new MockResponse.Builder()
                .code(status)
                .body("{\"reason\":\"\",\"message\":\" \",\"msg\":\"steps out of range\"}")
                .build());

        ApiException failure = apiFailure();

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.reason()).isNull();
        assertThat(failure).hasMessageEndingWith("steps out of range");
    }

    @Test
    void theOldEnvelopeUnderAnErrorStatusIsRead() {
        answer(new MockResponse.Builder()
                .code(400)
                .body("{\"code\":\"6\",\"msg\":\"steps out of range\",\"data\":null}")
                .build());

        ApiException failure = apiFailure();

        assertThat(failure).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(failure.code()).isEqualTo(6);
        assertThat(failure).hasMessage("400: steps out of range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "null", "\"none\"", "{\"a\":null}", "{\"a\":{\"b\":1}}"})
    void oddMetadataCostsNoReason(String metadata) {
        answer(new MockResponse.Builder()
                .code(403)
                .body("{\"code\":403,\"reason\":\"NOT_ENOUGH_BALANCE\",\"metadata\":" + metadata + "}")
                .build());

        ApiException failure = apiFailure();

        assertThat(failure).isExactlyInstanceOf(InsufficientBalanceException.class);
        assertThat(failure.metadata()).isEqualTo(metadata.contains("b") ? Map.of("a", "{\"b\":1}") : Map.of());
    }

    private NovitaException failure() {
        try {
            throw new AssertionError(
                    "no failure but " + value(novita.trainings().status(TASK)));
        } catch (NovitaException failure) {
            return failure;
        }
    }

    private ApiException apiFailure() {
        return (ApiException) failure();
    }

    private static Map<String, String> metadata(JsonNode body) {
        JsonNode metadata = body.get("metadata");
        return metadata == null
                ? Map.of()
                : metadata.properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Objects.requireNonNull(entry.getValue().stringValue())));
    }
}
