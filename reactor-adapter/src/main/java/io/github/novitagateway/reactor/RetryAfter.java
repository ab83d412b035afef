package io.github.novitagateway.reactor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds, or the date of an HTTP message. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /** Returns how long to wait from now, or null when the value is neither form. */
    static @Nullable Duration parse(String value, Instant now) {
        String text = value.strip();
        return text.matches("\\d{1,18}") ? seconds(Long.parseLong(text)) : until(text, now);
    }

    private static Duration seconds(long seconds) {
        return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds);
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            Duration wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (DateTimeException neitherForm) {
            return null;
        }
    }
}
