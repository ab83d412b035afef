package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/**
 * Entries of a {@link TaskJournal} as text, for journals that keep them elsewhere than in a file: the JSON that
 * {@link FileTaskJournal} writes.
 */
public final class JournalText {

    private JournalText() {}

    /**
     * Writes an entry.
     *
     * @param entry what happened
     * @return one line of JSON, without its end
     * @throws IllegalArgumentException when it cannot be written as JSON
     */
    public static String write(Entry entry) {
        Objects.requireNonNull(entry, "entry");
        try {
            return new String(JournalLines.write(entry), StandardCharsets.UTF_8).stripTrailing();
        } catch (JacksonException unwritable) {
            throw new IllegalArgumentException("the entry cannot be written as JSON");
        }
    }

    /**
     * Reads an entry.
     *
     * @param text what {@link #write} gave
     * @return the entry
     * @throws IllegalArgumentException when it is damaged, or of a later version
     */
    public static Entry read(String text) {
        try {
            return JournalLines.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("the entry cannot be read by this version");
        }
    }
}
