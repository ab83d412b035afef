package io.github.novitagateway.task;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Id of a task at the service, with the world it belongs to. Its text form, such as {@code style/0f8e...}, is all that
 * a program must keep to come back to the task later.
 *
 * @param kind which of the service's task worlds knows the id
 * @param value the service's id, opaque: not blank, at most 256 characters, no control characters
 */
public record TaskId(Kind kind, String value) {
    /** The service keeps trainings and drawings apart: each kind is asked for elsewhere. */
    public enum Kind {
        /** Training of a style. */
        STYLE,
        /** Training of a subject. */
        SUBJECT,
        /** Drawing of images. */
        IMAGE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks the id. */
    public TaskId {
        Objects.requireNonNull(kind, "kind");
        Require.label("taskId", value);
        Require.within("taskId.length", value.length(), 1, 256);
    }

    /**
     * Id of a style training.
     *
     * @param value the service's id
     * @return the id
     */
    public static TaskId style(String value) {
        return new TaskId(Kind.STYLE, value);
    }

    /**
     * Id of a subject training.
     *
     * @param value the service's id
     * @return the id
     */
    public static TaskId subject(String value) {
        return new TaskId(Kind.SUBJECT, value);
    }

    /**
     * Id of a drawing task.
     *
     * @param value the service's id
     * @return the id
     */
    public static TaskId image(String value) {
        return new TaskId(Kind.IMAGE, value);
    }

    /**
     * Reads the text form.
     *
     * @param text kind in lower case, a slash, the service's id
     * @return the id
     * @throws IllegalArgumentException when the text has another form
     */
    public static TaskId parse(String text) {
        int slash = Objects.requireNonNull(text, "text").indexOf('/');
        String word = slash < 0 ? "" : text.substring(0, slash);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .map(kind -> new TaskId(kind, text.substring(slash + 1)))
                .orElseThrow(() -> new BoundException(
                        "taskId", "style/<id>, subject/<id> or image/<id>", "\"" + Redact.line(text, 300) + "\""));
    }

    /** {@return the text form that {@link #parse(String)} reads} */
    @Override
    public String toString() {
        return kind.word() + "/" + value;
    }
}
