package io.github.novitagateway.reactor;

import static java.util.Map.entry;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.reactor.Replies.Failure;
import io.github.novitagateway.reactor.RetryStrategy.RetryAfter;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a refusal of the API host into the error that names the caller's next step: by HTTP status, then by reason. */
final class ErrorDecoder {

    private static final int LONGEST_QUOTE = 200;

    private final JsonCodec codec;
    private final EchoedKey key;

    ErrorDecoder(JsonCodec codec, ApiKey key) {
        this.codec = codec;
        this.key = new EchoedKey(key);
    }

    ApiException decode(int status, HttpHeaders headers, byte[] body, Instant now) {
        Failure failure = Objects.requireNonNullElse(codec.tryRead(body, Failure.class), Failure.NOTHING);
        String reason = said(failure.reason());
        boolean blocked = status == 403 && reason == null && failure.code() == null;
        String message = message(failure, body);
        ApiError error = new ApiError(
                status,
                failure.code() == null ? null : failure.code().intValue(),
                reason == null ? null : redact(reason),
                blocked ? blockedAtTheEdge(message) : message,
                failure.metadata() == null
                        ? Map.of()
                        : metadata(failure.metadata().tree()),
                retryAfter(headers, now));
        ApiException refusal = constructor(status, error.reason(), blocked).apply(error);
        // waiting heals an overload, whichever part of the service names it
        return status == 429 && refusal.isTransient() ? new RateLimitedException(error) : refusal;
    }

    /** An error of the old envelope under HTTP 200; its code numbers are their own. */
    ApiException decodeEnvelope(int status, int code, @Nullable String message) {
        ApiError error = new ApiError(status, code, null, redact(message == null ? "" : message), Map.of(), null);
        return Reasons.ofEnvelope(code).apply(error);
    }

    private static Function<ApiError, ApiException> constructor(int status, @Nullable String reason, boolean blocked) {
        if (status >= 500 || status == 408) {
            return ServerException::new;
        }
        Function<ApiError, ApiException> known = reason == null ? null : Reasons.BY_REASON.get(reason);
        return switch (status) {
            case 429 -> known == null ? RateLimitedException::new : known;
            case 404 -> known != null ? known : reason == null ? RouteGoneException::new : ApiException::new;
            case 403 -> known != null ? known : blocked ? RouteGoneException::new : AuthenticationException::new;
            default -> known == null ? byStatus(status) : known;
        };
    }

    private static Function<ApiError, ApiException> byStatus(int status) {
        return switch (status) {
            case 401 -> AuthenticationException::new;
            case 402 -> InsufficientBalanceException::new;
            case 405, 410 -> RouteGoneException::new;
            case 400, 413, 415, 422 -> InvalidRequestException::new;
            default -> status < 400 ? RouteGoneException::new : ApiException::new;
        };
    }

    private String message(Failure failure, byte[] body) {
        String said = said(failure.message()) != null ? failure.message() : said(failure.msg());
        return said != null
                ? redact(said)
                : Redact.line(redact(new String(body, StandardCharsets.UTF_8)), LONGEST_QUOTE);
    }

    /** An empty text says as little as an absent one. */
    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String blockedAtTheEdge(String message) {
        return message.isEmpty() ? "blocked at the edge" : "blocked at the edge: " + message;
    }

    private Map<String, String> metadata(JsonNode metadata) {
        Map<String, String> texts = new LinkedHashMap<>();
        metadata.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isNull()) {
                texts.put(redact(entry.getKey()), redact(value.isString() ? value.stringValue() : value.toString()));
            }
        });
        return texts;
    }

    /** A body can echo what was sent. */
    private String redact(String text) {
        return Redact.credentials(key.cutOutOf(text));
    }

    static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.get("Retry-After");
        return value == null ? null : RetryAfter.parse(value, now);
    }

    /** Each reason that the service is known to give, and the error that it becomes. */
    static final class Reasons {

        static final Map<String, Function<ApiError, ApiException>> BY_REASON = Map.ofEntries(
                entry("MISSING_API_KEY", AuthenticationException::new),
                entry("INVALID_API_KEY", AuthenticationException::new),
                entry("FAILED_TO_AUTH", AuthenticationException::new),
                entry("ACCESS_DENY", AuthenticationException::new),
                entry("BILLING_AUTH_FAILED", AuthenticationException::new),
                entry("FEATURE_NOT_ALLOWED", AuthenticationException::new),
                entry("API_NOT_ALLOWED", AuthenticationException::new),
                entry("NEED_REAL_NAME_VERIFY", AuthenticationException::new),
                entry("BILLING_BALANCE_NOT_ENOUGH", InsufficientBalanceException::new),
                entry("NOT_ENOUGH_BALANCE", InsufficientBalanceException::new),
                entry("NOT_ENOUGH_BUDGET", InsufficientBalanceException::new),
                entry("BUDGET_NOT_ENOUGH", InsufficientBalanceException::new),
                entry("MEMBER_BUDGET_NOT_ENOUGH", InsufficientBalanceException::new),
                entry("FREE_TRIAL_QUOTA_EXCEEDS", InsufficientBalanceException::new),
                entry("ANONYMOUS_ACCESS_QUOTA_EXCEEDS", InsufficientBalanceException::new),
                entry("EXCEEDS_MAX_UPLOAD_QUOTA", InsufficientBalanceException::new),
                entry("INVALID_REQUEST_BODY", InvalidRequestException::new),
                entry("VALIDATOR", InvalidRequestException::new),
                entry("INVALID_CUSTOM_OUTPUT_PATH", InvalidRequestException::new),
                entry("TASK_NAME_EXISTED", InvalidRequestException::new),
                entry("BASE_MODEL_NOT_ALLOWD", InvalidRequestException::new),
                entry("BASE_MODEL_NOT_ALLOWED", InvalidRequestException::new),
                entry("EMPTY_IMAGE_CAPTION", InvalidRequestException::new),
                entry("INVALID_MODEL_PARAMS", InvalidRequestException::new),
                entry("MODEL_NOT_FOUND", InvalidRequestException::new),
                entry("TOKEN_LIMIT_EXCEEDED", RateLimitedException::new),
                entry("RATE_LIMIT_EXCEEDED", RateLimitedException::new),
                entry("ILLEGAL_PROMPT", ContentRejectedException::new),
                entry("ILLEGAL_IMAGE_CONTENT", ContentRejectedException::new),
                entry("IMAGE_FILE_EXCEEDS_MAX_SIZE", ContentRejectedException::new),
                entry("FILE_EXCEEDS_MAX_SIZE", ContentRejectedException::new),
                entry("INVALID_IMAGE_FORMAT", ContentRejectedException::new),
                entry("IMAGE_EXCEEDS_MAX_RESOLUTION", ContentRejectedException::new),
                entry("INVALID_IMAGE_SIZE", ContentRejectedException::new),
                entry("IMAGE_NO_FACE_DETECTED", ContentRejectedException::new),
                entry("TASK_NOT_FOUND", TaskNotFoundException::new),
                entry("API_NOT_FOUND", RouteGoneException::new),
                entry("BILLING_FAILED", ServerException::new),
                entry("CREATE_TASK_FAILED", ServerException::new),
                entry("TASK_FAILED", ServerException::new),
                entry("GET_RESULT_FAILED", ServerException::new),
                entry("SERVICE_NOT_AVAILABLE", ServerException::new),
                entry("QUERY_TASK_STATUS_FAILED", ServerException::new),
                entry("LIST_TASK_FAILED", ServerException::new),
                entry("GET_QUEUE_STATUS_FAILED", ServerException::new),
                entry("INTERNAL", ServerException::new),
                entry("UNKNOWN_ERROR", ServerException::new));

        private Reasons() {}

        /** The code numbers of the old envelope. */
        static Function<ApiError, ApiException> ofEnvelope(int code) {
            return switch (code) {
                case -1, 5, 9 -> ServerException::new;
                case 1, 2, 6, 8, 10 -> InvalidRequestException::new;
                case 3 -> TaskNotFoundException::new;
                case 4 -> AuthenticationException::new;
                case 7 -> InsufficientBalanceException::new;
                case 11 -> ContentRejectedException::new;
                default -> ApiException::new;
            };
        }
    }
}
