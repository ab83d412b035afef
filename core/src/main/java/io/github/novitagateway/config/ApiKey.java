package io.github.novitagateway.config;

import java.util.Map;
import java.util.Objects;

/** The key to an account of the service. It never shows itself. Docs: the authentication page under basic. */
public final class ApiKey {
    private static final String VARIABLE = "NOVITA_API_KEY";

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * Takes a key.
     *
     * @param value the key; blanks around it are dropped
     * @return the key
     * @throws IllegalArgumentException when it is blank, or holds blanks, control characters or anything but ASCII
     */
    public static ApiKey of(String value) {
        String key = Objects.requireNonNull(value, "apiKey").strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("apiKey must not be blank");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("apiKey must be printable ASCII without blanks");
        }
        return new ApiKey(key);
    }

    /**
     * Takes the key from the environment variable {@code NOVITA_API_KEY}.
     *
     * @return the key
     * @throws IllegalStateException when the variable is not set or blank
     * @throws IllegalArgumentException when its value cannot be a key
     */
    public static ApiKey fromEnvironment() {
        return from(System.getenv());
    }

    static ApiKey from(Map<String, String> environment) {
        String value = environment.get(VARIABLE);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + VARIABLE + " is not set");
        }
        return of(value);
    }

    /** {@return the key itself, to be shown to the service alone} */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** {@return a text without the key} */
    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
