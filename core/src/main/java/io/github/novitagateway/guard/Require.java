package io.github.novitagateway.guard;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Checks of request values. Each failure is a {@link BoundException} but that of an address without a host. */
public final class Require {
    private static final Duration LONGEST_SPAN = Duration.ofDays(365);
    private static final int FINEST_MONEY = 9;
    private static final int HIGHEST_PORT = 65_535;

    private Require() {}

    /**
     * Makes all of some checks, so that whoever is refused hears of everything at once.
     *
     * @param checks what to check, in this order
     * @throws BoundException of the first check that fails; those of later ones are suppressed in it
     */
    public static void all(Runnable... checks) {
        BoundException first = null;
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (BoundException refusal) {
                if (first == null) {
                    first = refusal;
                } else {
                    first.addSuppressed(refusal);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Checks that a number lies within two bounds, both included.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @param min least value allowed
     * @param max greatest value allowed
     * @return the value
     * @throws IllegalArgumentException when it lies outside
     */
    public static long within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new BoundException(field, min + ".." + max, String.valueOf(value));
        }
        return value;
    }

    /**
     * Checks that a decimal number lies within two bounds, both included.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @param min least value allowed
     * @param max greatest value allowed
     * @return the value without trailing zeros and without an exponent above zero, so that equal numbers are equal
     *     objects
     * @throws IllegalArgumentException when it lies outside
     */
    public static BigDecimal within(String field, BigDecimal value, long min, long max) {
        Objects.requireNonNull(value, field);
        if (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new BoundException(field, min + ".." + max, value.toString());
        }
        return plain(value);
    }

    /**
     * Checks that a number is not below a bound.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @param min least value allowed
     * @return the value
     * @throws IllegalArgumentException when it is less
     */
    public static long atLeast(String field, long value, long min) {
        if (value < min) {
            throw new BoundException(field, "at least " + min, String.valueOf(value));
        }
        return value;
    }

    /**
     * Checks that a decimal number is above zero.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the value without trailing zeros and without an exponent above zero
     * @throws IllegalArgumentException when it is zero or less
     */
    public static BigDecimal positive(String field, BigDecimal value) {
        Objects.requireNonNull(value, field);
        if (value.signum() <= 0) {
            throw new BoundException(field, "above 0", value.toString());
        }
        return plain(value);
    }

    /**
     * Checks an amount of money: 0 or more with at most 9 decimals, so that it can be counted in whole numbers.
     *
     * @param field name of the field, for the message
     * @param value what to check, in US dollars
     * @return the amount without trailing zeros and without an exponent above zero
     * @throws IllegalArgumentException when it is less, or finer
     */
    public static BigDecimal money(String field, BigDecimal value) {
        BigDecimal amount = plain(Objects.requireNonNull(value, field));
        if (amount.signum() < 0 || amount.scale() > FINEST_MONEY) {
            throw new BoundException(field, "0 or more with at most " + FINEST_MONEY + " decimals", value.toString());
        }
        return amount;
    }

    /**
     * Checks that a span of time is above zero and at most 365 days: timers count in nanoseconds and overflow at some
     * point.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the value
     * @throws IllegalArgumentException when it is zero or less, or longer
     */
    public static Duration positive(String field, Duration value) {
        Objects.requireNonNull(value, field);
        if (value.isZero() || value.isNegative()) {
            throw new BoundException(field, "above 0", value.toString());
        }
        return notNegative(field, value);
    }

    /**
     * Checks that a span of time is at least zero and at most 365 days.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the value
     * @throws IllegalArgumentException when it is less than zero, or longer
     */
    public static Duration notNegative(String field, Duration value) {
        if (Objects.requireNonNull(value, field).isNegative()) {
            throw new BoundException(field, "at least 0", value.toString());
        }
        if (value.compareTo(LONGEST_SPAN) > 0) {
            throw new BoundException(field, "at most 365 days", value.toString());
        }
        return value;
    }

    /**
     * Checks that an address is one of the web: http or https, with a host, and a port that there can be.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the address
     * @throws IllegalArgumentException when it is another one; its message leaves out what may be secret in it
     */
    public static URI web(String field, URI value) {
        String scheme = Objects.requireNonNull(value, field).getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw new BoundException(field, "http or https", quoted(Lenient.text(scheme)));
        }
        if (value.getHost() == null) {
            throw new IllegalArgumentException(field + " must name a host but had none");
        }
        if (value.getPort() > HIGHEST_PORT) {
            throw new BoundException(field, "of a port up to " + HIGHEST_PORT, String.valueOf(value.getPort()));
        }
        return value;
    }

    /**
     * Turns a floating point number into the decimal that a person would write for it.
     *
     * @param field name of the field, for the message
     * @param value what to turn
     * @return the decimal
     * @throws IllegalArgumentException when it is infinite or not a number
     */
    public static BigDecimal decimal(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new BoundException(field, "a finite number", String.valueOf(value));
        }
        return plain(BigDecimal.valueOf(value));
    }

    /**
     * Checks that a text says something.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the text
     * @throws IllegalArgumentException when it is empty or only blanks
     */
    public static String notBlank(String field, String value) {
        if (Objects.requireNonNull(value, field).isBlank()) {
            throw new BoundException(field, "not be blank", quoted(Redact.line(value, 20)));
        }
        return value;
    }

    /**
     * Checks that a text is neither blank nor holds control characters or halves of surrogate pairs.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the text
     * @throws IllegalArgumentException when it is blank or holds a control character or half a surrogate pair
     */
    public static String label(String field, String value) {
        notBlank(field, value);
        if (holdsAny(value, Character::isISOControl)) {
            throw new BoundException(field, "not hold control characters", quoted(Redact.line(value, 80)));
        }
        if (holdsHalfAPair(value)) {
            throw new BoundException(field, "not hold half a surrogate pair", quoted(Redact.line(value, 80)));
        }
        return value;
    }

    /** In UTF-8 there is none: what is sent would come back as something else. */
    private static boolean holdsHalfAPair(String text) {
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
                return true;
            }
            at += Character.charCount(letter);
        }
        return false;
    }

    /**
     * Checks that a text may stand in a header: not blank, and printable ASCII alone.
     *
     * @param field name of the field, for the message
     * @param value what to check
     * @return the text
     * @throws IllegalArgumentException when it is blank or holds anything else
     */
    public static String printableAscii(String field, String value) {
        if (holdsAny(notBlank(field, value), c -> c < ' ' || c >= 0x7F)) {
            throw new BoundException(field, "printable ASCII", quoted(Redact.line(value, 200)));
        }
        return value;
    }

    /** A stream of them would cost more than the rest of most checks. */
    private static boolean holdsAny(String text, IntPredicate unwanted) {
        for (int at = 0; at < text.length(); at++) {
            if (unwanted.test(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks the length of a text in Unicode code points, as the service counts it.
     *
     * @param field name of the field, for the message
     * @param value what to check; absent is allowed
     * @param min fewest code points allowed
     * @param max most code points allowed
     * @throws IllegalArgumentException when it is shorter or longer
     */
    public static void codePoints(String field, @Nullable String value, int min, int max) {
        if (value == null) {
            return;
        }
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw new BoundException(field, min + ".." + max + " code points", String.valueOf(length));
        }
    }

    private static String quoted(String value) {
        return "\"" + value + "\"";
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
