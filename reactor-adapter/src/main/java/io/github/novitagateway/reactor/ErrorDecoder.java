package io.github.novitagateway.reactor;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.error.ApiError;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.AuthenticationException;
import io.github.novitagateway.error.InsufficientBalanceException;
import io.github.novitagateway.error.InvalidRequestException;
import io.github.novitagateway.error.RateLimitedException;
import io.github.novitagateway.error.RouteGoneException;
import io.github.novitagateway.error.ServerException;
import io.github.novitagateway.reactor.Replies.Failure;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a refusal of the API host into the error that names the caller's next step: by HTTP status, then by reason. */
final class ErrorDecoder {

    private static final int SNIPPET_LENGTH = 200;

    private final JsonCodec codec;
    private final String key;

    ErrorDecoder(JsonCodec codec, ApiKey key) {
        this.codec = codec;
        this.key = key.value();
    }

    ApiException decode(int status, HttpHeaders headers, byte[] body, Instant now) {
        Failure failure = codec.tryRead(body, Failure.class);
        boolean fromTheService = failure != null && (failure.reason() != null || failure.code() != null);
        ApiError error = new ApiError(
                status,
                failure == null || failure.code() == null
                        ? null
                        : failure.code().intValue(),
                failure == null ? null : failure.reason(),
                message(failure, body),
                failure == null ? Map.of() : metadata(failure),
                retryAfter(headers, now));
        return constructor(status, error.reason(), fromTheService).apply(error);
    }

    /** An error of the old envelope under HTTP 200; its code numbers are their own. */
    ApiException decodeEnvelope(int status, int code, @Nullable String message) {
        ApiError error = new ApiError(status, code, null, redact(message == null ? "" : message), Map.of(), null);
        return Reasons.ofEnvelope(code).apply(error);
    }

    private static Function<ApiError, ApiException> constructor(
            int status, @Nullable String reason, boolean fromTheService) {
        if (status >= 500 || status == 408) {
            return ServerException::new;
        }
        Function<ApiError, ApiException> known = reason == null ? null : Reasons.BY_REASON.get(reason);
        return switch (status) {
            case 429 -> known == null ? RateLimitedException::new : known;
            case 404 -> known == null ? RouteGoneException::new : known;
            case 403 -> known != null ? known : fromTheService ? AuthenticationException::new : RouteGoneException::new;
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

    private String message(@Nullable Failure failure, byte[] body) {
        if (failure != null && failure.message() != null) {
            return redact(failure.message());
        }
        if (failure != null && failure.msg() != null) {
            return redact(failure.msg());
        }
        int length = Math.min(body.length, SNIPPET_LENGTH);
        return redact(new String(body, 0, length, StandardCharsets.UTF_8).strip());
    }

    private Map<String, String> metadata(Failure failure) {
        Map<String, JsonNode> metadata = failure.metadata();
        return metadata == null
                ? Map.of()
                : metadata.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> redact(text(entry.getValue()))));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** A body can echo what was sent. */
    private String redact(String text) {
        return text.replace(key, "[hidden]");
    }

    static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.get("Retry-After");
        return value == null ? null : RetryAfter.parse(value, now);
    }
}
