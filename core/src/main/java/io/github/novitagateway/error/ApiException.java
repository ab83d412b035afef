package io.github.novitagateway.error;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service has answered with a failure; this class itself stands for those that no subclass names: look at
 * {@link #reason()}.
 */
public sealed class ApiException extends NovitaException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    /**
     * A failure that no subclass names; not transient.
     *
     * @param error what the answer said
     */
    public ApiException(ApiError error) {
        this(error, false);
    }

    ApiException(ApiError error, boolean passing) {
        super(Objects.requireNonNull(error, "error").summary(), null, passing);
        this.error = error;
    }

    /** {@return the HTTP status} */
    public final int status() {
        return error.status();
    }

    /** {@return the body's {@code code}, or null when it had none} */
    public final @Nullable Integer code() {
        return error.code();
    }

    /** {@return the service's word for the failure, or null when the answer had none} */
    public final @Nullable String reason() {
        return error.reason();
    }

    /**
     * {@return the service's text, secrets in it hidden, or the beginning of an answer that is not the service's JSON;
     * empty when there was none}
     */
    public final String serviceMessage() {
        return error.message();
    }

    /** {@return further facts that the service told, by name; may be empty} */
    public final Map<String, String> metadata() {
        return error.metadata();
    }

    /** {@return how long the service asks to wait, or null when it did not} */
    public final @Nullable Duration retryAfter() {
        return error.retryAfter();
    }

    /**
     * What an answer said about a failure. Docs: the error code page under basic.
     *
     * @param status HTTP status, 100..599
     * @param code the body's {@code code}, which mostly repeats the status; null when absent
     * @param reason the service's word for the failure, such as {@code INVALID_API_KEY}; null when absent
     * @param message the service's text, secrets in it hidden; empty when absent
     * @param metadata further facts, by name; absent reads as empty
     * @param retryAfter how long the service asks to wait; null when it did not
     */
    public record ApiError(
            int status,
            @Nullable Integer code,
            @Nullable String reason,
            String message,
            Map<String, String> metadata,
            @Nullable Duration retryAfter) {
        private static final int LONGEST_LINE = 500;

        /** Copies what was given, reads absent texts and maps as empty, and masks credentials in the text. */
        public ApiError {
            message = Redact.credentials(Lenient.text(message));
            metadata = Lenient.map(metadata);
        }

        /**
         * {@return status, reason and text in one line of at most 500 characters, such as {@code 403 INVALID_API_KEY:
         * invalid api-key}}
         */
        public String summary() {
            String head = reason == null || reason.isBlank() ? "" + status : status + " " + reason;
            return Redact.line(message.isBlank() ? head : head + ": " + message, LONGEST_LINE);
        }
    }

    /** The key is missing, wrong or not allowed to do this: fix the key or the account. */
    public static final class AuthenticationException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public AuthenticationException(ApiError error) {
            super(error, false);
        }
    }

    /** The balance does not suffice: pay. */
    public static final class InsufficientBalanceException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public InsufficientBalanceException(ApiError error) {
            super(error, false);
        }
    }

    /** The service does not take the request as it is: change it. */
    public static final class InvalidRequestException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public InvalidRequestException(ApiError error) {
            super(error, false);
        }
    }

    /** The service does not draw or train this: change the prompt or the picture. */
    public static final class ContentRejectedException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public ContentRejectedException(ApiError error) {
            super(error, false);
        }
    }

    /**
     * Too many requests: wait for {@link #retryAfter()} when it is told, else back off. A used-up quota that time does
     * not heal is not this one.
     */
    public static final class RateLimitedException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; transient.
         *
         * @param error what the answer said
         */
        public RateLimitedException(ApiError error) {
            super(error, true);
        }
    }

    /** The service does not know the task: give up its id. */
    public static final class TaskNotFoundException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public TaskNotFoundException(ApiError error) {
            super(error, false);
        }
    }

    /**
     * The service no longer has this call, or its edge blocks the caller, as the text tells: configure another path, or
     * the User-Agent.
     */
    public static final class RouteGoneException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; not transient.
         *
         * @param error what the answer said
         */
        public RouteGoneException(ApiError error) {
            super(error, false);
        }
    }

    /** The service has failed on its side: wait and repeat. */
    public static final class ServerException extends ApiException {
        private static final long serialVersionUID = 1L;

        /**
         * The failure; transient.
         *
         * @param error what the answer said
         */
        public ServerException(ApiError error) {
            super(error, true);
        }
    }
}
