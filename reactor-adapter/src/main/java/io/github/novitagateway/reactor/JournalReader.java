package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.JournalLines.Header;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a journal from its first line to the last whole one, and tells where that ends. */
final class JournalReader {

    /** No first line is longer: what is no journal may be large. */
    private static final int LONGEST_HEADER = 4096;

    private final InputStream in;
    private final Consumer<Entry> entries;
    private long lines;
    private long whole;

    private JournalReader(InputStream in, Consumer<Entry> entries) {
        this.in = in;
        this.entries = entries;
    }

    /**
     * What was read.
     *
     * @param entries how many
     * @param length of the file up to the end of the last whole line
     */
    record Extent(long entries, long length) {}

    static Extent read(Path file, @Nullable String account, Consumer<Entry> entries) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new JournalReader(in, entries).read(account);
        }
    }

    private Extent read(@Nullable String account) throws IOException {
        checkHeader(nextLine(LONGEST_HEADER), account);
        for (byte[] line = nextLine(Integer.MAX_VALUE); line != null; line = nextLine(Integer.MAX_VALUE)) {
            long end = whole + line.length + 1;
            try {
                entries.accept(JournalLines.read(line));
            } catch (JacksonException unreadable) {
                if (JournalLines.isTorn(line, unreadable) && in.read() < 0) {
                    return new Extent(lines, whole);
                }
                throw new IOException("line " + (lines + 2) + " of it cannot be read");
            }
            whole = end;
            lines++;
        }
        return new Extent(lines, whole);
    }

    private void checkHeader(byte @Nullable [] line, @Nullable String account) throws IOException {
        Header header = line == null ? null : JournalLines.header(line);
        if (line == null || header == null) {
            throw new IOException("it is no journal");
        }
        if (header.version() != JournalLines.VERSION) {
            throw new IOException("it is of version " + header.version() + ", and version " + JournalLines.VERSION
                    + " is the latest that can be read here");
        }
        if (!Objects.equals(header.account(), account)) {
            throw new IOException("it belongs to account " + header.account() + ", not to " + account);
        }
        whole = line.length + 1L;
    }

    /** {@return the next line without its end; null when none is left that has one} */
    private byte @Nullable [] nextLine(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && line.size() < longest; next = in.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }
}
