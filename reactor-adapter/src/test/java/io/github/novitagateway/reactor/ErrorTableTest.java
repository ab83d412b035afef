package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.reactor.ErrorDecoder.Reasons;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which error a status, a reason or an old code becomes. */
class ErrorTableTest {

    private static final ErrorDecoder DECODER = new ErrorDecoder(JsonCodec.strict(), ApiKey.of("sk_unused-00000000"));

    /** All reasons of the wire reference, section 13. */
    private static final Map<Class<? extends ApiException>, String> REASONS = Map.of(
            AuthenticationException.class,
            "MISSING_API_KEY INVALID_API_KEY FAILED_TO_AUTH ACCESS_DENY BILLING_AUTH_FAILED FEATURE_NOT_ALLOWED"
                    + " API_NOT_ALLOWED NEED_REAL_NAME_VERIFY",
            InsufficientBalanceException.class,
            "BILLING_BALANCE_NOT_ENOUGH NOT_ENOUGH_BALANCE NOT_ENOUGH_BUDGET BUDGET_NOT_ENOUGH"
                    + " MEMBER_BUDGET_NOT_ENOUGH FREE_TRIAL_QUOTA_EXCEEDS ANONYMOUS_ACCESS_QUOTA_EXCEEDS"
                    + " EXCEEDS_MAX_UPLOAD_QUOTA",
            InvalidRequestException.class,
            "INVALID_REQUEST_BODY VALIDATOR INVALID_CUSTOM_OUTPUT_PATH TASK_NAME_EXISTED BASE_MODEL_NOT_ALLOWD"
                    + " BASE_MODEL_NOT_ALLOWED EMPTY_IMAGE_CAPTION INVALID_MODEL_PARAMS MODEL_NOT_FOUND",
            ContentRejectedException.class,
            "ILLEGAL_PROMPT ILLEGAL_IMAGE_CONTENT IMAGE_FILE_EXCEEDS_MAX_SIZE FILE_EXCEEDS_MAX_SIZE"
                    + " INVALID_IMAGE_FORMAT IMAGE_EXCEEDS_MAX_RESOLUTION INVALID_IMAGE_SIZE IMAGE_NO_FACE_DETECTED",
            RateLimitedException.class,
            "RATE_LIMIT_EXCEEDED TOKEN_LIMIT_EXCEEDED",
            TaskNotFoundException.class,
            "TASK_NOT_FOUND",
            RouteGoneException.class,
            "API_NOT_FOUND",
            ServerException.class,
            "BILLING_FAILED CREATE_TASK_FAILED TASK_FAILED GET_RESULT_FAILED SERVICE_NOT_AVAILABLE"
                    + " QUERY_TASK_STATUS_FAILED LIST_TASK_FAILED GET_QUEUE_STATUS_FAILED INTERNAL UNKNOWN_ERROR");

    private static final Map<String, Class<? extends ApiException>> BY_REASON = byReason();

    static Set<String> reasons() {
        return BY_REASON.keySet();
    }

    @Test
    void everyKnownReasonIsExpected() {
        assertThat(Reasons.BY_REASON.keySet()).isEqualTo(reasons());
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theReasonOfARefusalNamesTheError(String reason) {
        assertThat(decode(400, reason)).isExactlyInstanceOf(BY_REASON.get(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "301, RouteGoneException",
        "400, InvalidRequestException",
        "401, AuthenticationException",
        "402, InsufficientBalanceException",
        "404, RouteGoneException",
        "405, RouteGoneException",
        "408, ServerException",
        "409, ApiException",
        "410, RouteGoneException",
        "413, InvalidRequestException",
        "415, InvalidRequestException",
        "418, ApiException",
        "422, InvalidRequestException",
        "429, RateLimitedException",
        "500, ServerException",
        "503, ServerException",
        "524, ServerException"
    })
    void aStatusWithoutAReasonTellsEnough(int status, String type) {
        assertThat(decode(status, null).getClass().getSimpleName()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "500, VALIDATOR, ServerException",
        "503, BILLING_BALANCE_NOT_ENOUGH, ServerException",
        "403, SOMETHING_NEW, AuthenticationException",
        "403, BILLING_BALANCE_NOT_ENOUGH, InsufficientBalanceException",
        "404, MODEL_NOT_FOUND, InvalidRequestException",
        "404, TASK_NOT_FOUND, TaskNotFoundException",
        "404, SOMETHING_NEW, ApiException",
        "429, SOMETHING_NEW, RateLimitedException",
        "429, server_overload, RateLimitedException",
        "429, SERVICE_NOT_AVAILABLE, RateLimitedException",
        "429, FREE_TRIAL_QUOTA_EXCEEDS, InsufficientBalanceException",
        "409, SOMETHING_NEW, ApiException"
    })
    void theStatusComesBeforeTheReason(int status, String reason, String type) {
        ApiException error = decode(status, reason);

        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, ServerException",
        "1, InvalidRequestException",
        "2, InvalidRequestException",
        "3, TaskNotFoundException",
        "4, AuthenticationException",
        "5, ServerException",
        "6, InvalidRequestException",
        "7, InsufficientBalanceException",
        "8, InvalidRequestException",
        "9, ServerException",
        "10, InvalidRequestException",
        "11, ContentRejectedException",
        "12, ApiException"
    })
    void theCodesOfTheOldEnvelopeHaveTheirOwnTable(int code, String type) {
        ApiException error = DECODER.decodeEnvelope(200, code, "said");

        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(200);
        assertThat(error).hasMessage("200: said");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>forbidden</html>", "{}", "{\"error\":\"forbidden\"}", "[]", "null"})
    void aForbiddenThatTheServiceDidNotSayIsABlockAtTheEdge(String body) {
        ApiException error = decodeBody(403, body);

        assertThat(error).isExactlyInstanceOf(RouteGoneException.class);
        assertThat(error.getMessage()).contains("blocked at the edge");
    }

    @Test
    void aLongForeignBodyIsQuotedInPart() {
        ApiException error = decodeBody(503, "é".repeat(5000));

        assertThat(error.serviceMessage()).hasSizeLessThanOrEqualTo(200).startsWith("éééé");
    }

    private static ApiException decode(int status, @Nullable String reason) {
        return decodeBody(
                status,
                reason == null ? "" : "{\"code\":" + status + ",\"reason\":\"" + reason + "\",\"message\":\"\"}");
    }

    private static ApiException decodeBody(int status, String body) {
        return DECODER.decode(status, new DefaultHttpHeaders(), body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    private static Map<String, Class<? extends ApiException>> byReason() {
        Map<String, Class<? extends ApiException>> byReason = new TreeMap<>();
        REASONS.forEach((type, reasons) -> {
            for (String reason : reasons.split(" ", -1)) {
                byReason.put(Objects.requireNonNull(reason), type);
            }
        });
        return byReason;
    }
}
