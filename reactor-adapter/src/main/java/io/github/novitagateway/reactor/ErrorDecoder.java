package io.github.novitagateway.reactor;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a refusal of the API host into the error that names the caller's next step: by HTTP status, then by reason. */
final class ErrorDecoder {

    private static final int LONGEST_QUOTE = 200;
    private static final Pattern PRESIGNED = Pattern.compile("(X-Amz-[\\w-]+=)[^&\\s\"'<>]+");

    private final JsonCodec codec;
    private final String key;

    ErrorDecoder(JsonCodec codec, ApiKey key) {
        this.codec = codec;
        this.key = key.value();
    }

    ApiException decode(int status, HttpHeaders headers, byte[] body, Instant now) {
        Failure failure = Objects.requireNonNullElse(codec.tryRead(body, Failure.class), Failure.NOTHING);
        boolean blocked = status == 403 && failure.reason() == null && failure.code() == null;
        String message = message(failure, body);
        ApiError error = new ApiError(
                status,
                failure.code() == null ? null : failure.code().intValue(),
                failure.reason() == null ? null : redact(failure.reason()),
                blocked ? blockedAtTheEdge(message) : message,
                metadata(failure.metadata()),
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
        String said = failure.message() != null ? failure.message() : failure.msg();
        return said != null
                ? redact(said)
                : Redact.line(redact(new String(body, StandardCharsets.UTF_8)), LONGEST_QUOTE);
    }

    private static String blockedAtTheEdge(String message) {
        return message.isEmpty() ? "blocked at the edge" : "blocked at the edge: " + message;
    }

    private Map<String, String> metadata(@Nullable JsonNode metadata) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (metadata != null) {
            metadata.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                if (!value.isNull()) {
                    texts.put(
                            redact(entry.getKey()), redact(value.isString() ? value.stringValue() : value.toString()));
                }
            });
        }
        return texts;
    }

    /** A body can echo what was sent. */
    private String redact(String text) {
        return PRESIGNED.matcher(text.replace(key, "[hidden]")).replaceAll("$1[hidden]");
    }

    static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.get("Retry-After");
        return value == null ? null : RetryAfter.parse(value, now);
    }
}
