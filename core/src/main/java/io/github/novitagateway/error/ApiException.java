package io.github.novitagateway.error;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service has answered with a failure; this class itself stands for those that no subclass names: look at
 * {@link #reason()}.
 */
public sealed class ApiException extends NovitaException
        permits AuthenticationException,
                InsufficientBalanceException,
                InvalidRequestException,
                ContentRejectedException,
                RateLimitedException,
                TaskNotFoundException,
                RouteGoneException,
                ServerException {
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

    /** {@return the service's text as it came, empty when the answer had none} */
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
}
