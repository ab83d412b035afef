package io.github.novitagateway.runner;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time as people write them, {@code 200ms}, {@code 5s}, {@code 2m}, {@code 1h}, or as ISO-8601. */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        try {
            Matcher form = SHORT_FORM.matcher(text.strip());
            Duration span = form.matches() ? span(Long.parseLong(form.group(1)), form.group(2)) : Duration.parse(text);
            if (!span.isZero() && !span.isNegative()) {
                return span;
            }
        } catch (DateTimeParseException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static TypeConversionException refused(String text, @Nullable Throwable cause) {
        TypeConversionException refusal = new TypeConversionException(
                "must be above 0 and written like 200ms, 5s, 2m, 1h or PT5S but was \"" + text + "\"");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
