package io.github.novitagateway.reactor;

import static java.util.Map.entry;

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
import java.util.Map;
import java.util.function.Function;

/** Each reason that the service is known to give, and the error that it becomes. */
final class Reasons {

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
