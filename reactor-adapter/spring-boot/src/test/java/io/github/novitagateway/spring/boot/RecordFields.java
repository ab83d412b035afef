package io.github.novitagateway.spring.boot;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** The fields of a record and of the records in it, by their path. */
final class RecordFields {

    private RecordFields() {}

    /** Paths such as {@code retry.backoff.first}, each with the type of what is there. */
    static Map<String, Class<?>> of(Class<?> type) {
        Map<String, Class<?>> fields = new LinkedHashMap<>();
        add("", type, fields);
        return fields;
    }

    private static void add(String prefix, Class<?> type, Map<String, Class<?>> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            if (component.getType().isRecord()) {
                add(path + ".", component.getType(), fields);
            } else {
                fields.put(path, component.getType());
            }
        }
    }

    /** What a record holds at a path. */
    static @Nullable Object value(Object root, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Object value = ReflectionUtils.invokeMethod(
                Objects.requireNonNull(ReflectionUtils.findMethod(root.getClass(), name), path), root);
        return dot < 0 ? value : value(Objects.requireNonNull(value), path.substring(dot + 1));
    }

    /** {@code retry.backoff.first-wait} for {@code retry.backoff.firstWait}. */
    static String kebab(String path) {
        return path.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
