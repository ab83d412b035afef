package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A journal in use: what it holds, on disk and in memory. For one thread, which it blocks. */
final class OpenJournal implements Closeable {

    private static final System.Logger LOG = System.getLogger(FileTaskJournal.class.getName());

    private final JournalFile file;
    private final JournalMemory memory;
    private final InstantSource clock;
    private final int compactAfter;
    private final List<byte[]> unwritten = new ArrayList<>();
    private long nextLook;

    private OpenJournal(JournalFile file, JournalMemory memory, JournalSettings settings) {
        this.file = file;
        this.memory = memory;
        this.clock = settings.clock();
        this.compactAfter = settings.compactAfter();
    }

    static OpenJournal open(JournalSettings settings, boolean mustExist) throws IOException {
        JournalMemory memory = new JournalMemory(settings.uploadsGoodFor(), settings.keepFinished());
        JournalFile file = JournalFile.open(settings, mustExist, memory::apply);
        OpenJournal journal = new OpenJournal(file, memory, settings);
        try {
            journal.compact();
            return journal;
        } catch (RuntimeException | Error failure) {
            journal.close();
            throw failure;
        }
    }

    JournalMemory memory() {
        return memory;
    }

    /** Takes the entry in, to be written with the next {@link #commit()}; one that says nothing new is left out. */
    void note(Entry entry, byte[] line) {
        if (memory.apply(entry)) {
            unwritten.add(line);
        }
    }

    /** All at once: forcing to the disk takes long, for one line as for many. */
    void commit() throws IOException {
        if (!unwritten.isEmpty()) {
            file.append(unwritten);
            unwritten.clear();
        }
        if (file.entries() >= nextLook) {
            compact();
        }
    }

    /** Rewrites the file when more of it is dead than alive. Looks again only when as much as is alive was added. */
    private void compact() {
        memory.forget(clock.instant());
        List<Entry> kept = memory.entries();
        if (file.entries() - kept.size() > Math.max(compactAfter, kept.size())) {
            try {
                file.replace(kept);
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "the journal grows on, since it could not be made shorter", failure);
            }
        }
        nextLook = file.entries() + Math.max(compactAfter, kept.size());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
