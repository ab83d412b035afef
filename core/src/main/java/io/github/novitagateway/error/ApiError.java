package io.github.novitagateway.error;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer said about a failure. Docs: the error code page under basic.
 *
 * @param status HTTP status, 100..599
 * @param code the body's {@code code}, which mostly repeats the status; null when absent
 * @param reason the service's word for the failure, such as {@code INVALID_API_KEY}; null when absent
 * @param message the service's text as it came; empty when absent
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

    /** Copies what was given and reads absent texts and maps as empty. */
    public ApiError {
        message = Lenient.text(message);
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
