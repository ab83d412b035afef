package io.github.novitagateway.guard;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tolerance for answers: the service documents every field as optional, so absent reads as empty. */
public final class Lenient {
    private Lenient() {}

    /**
     * Copies a list that may be absent.
     *
     * @param <T> what it holds
     * @param values the list; its absent elements are left out
     * @return an immutable copy, empty for an absent list
     */
    public static <T> List<T> list(@Nullable Collection<? extends @Nullable T> values) {
        if (values == null) {
            return List.of();
        }
        return values.stream()
                .filter(Objects::nonNull)
                .<T>map(Objects::requireNonNull)
                .toList();
    }

    /**
     * Copies a map that may be absent, in its order.
     *
     * @param <V> what it maps to
     * @param values the map; its absent keys and values are left out
     * @return an immutable copy, empty for an absent map
     */
    public static <V> Map<String, V> map(@Nullable Map<String, ? extends V> values) {
        Map<String, V> copy = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((name, value) -> {
                if (name != null && value != null) {
                    copy.put(name, value);
                }
            });
        }
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a text that may be absent.
     *
     * @param value the text
     * @return the text, empty when it is absent
     */
    public static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
