package io.github.novitagateway.runner;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The labels of the program in the journal: each one line of JSON. */
final class LabelText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LabelText() {}

    static String of(Object label) {
        return JSON.writeValueAsString(label);
    }

    static <T> T parse(@Nullable String text, Class<T> type) {
        try {
            T label = text == null ? null : JSON.readValue(text, type);
            if (label != null) {
                return label;
            }
        } catch (JacksonException foreign) {
            throw notOurs(foreign);
        }
        throw notOurs(null);
    }

    private static IllegalArgumentException notOurs(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                RunFile.NAME + " must be the record of a run but holds tasks of another program. Name another folder"
                        + " with --out.",
                cause);
    }
}
