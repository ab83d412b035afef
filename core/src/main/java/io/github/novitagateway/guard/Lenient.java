package io.github.novitagateway.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        if (values == null || values.isEmpty()) {
            return List.of();
        }
        List<T> copy = new ArrayList<>(values.size());
        for (T value : values) {
            if (value != null) {
                copy.add(value);
            }
        }
        return Collections.unmodifiableList(copy);
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
