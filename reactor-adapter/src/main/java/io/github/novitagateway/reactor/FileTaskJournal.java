package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * A journal in a file: a line of JSON for each entry, forced to the disk before {@link #append} completes. One process
 * at a time holds it, by a lock on a file beside it that ends in {@code .lock} and stays there.
 *
 * <p>The first use opens the file, or makes it. A last line that a crash left in pieces is cut off with a warning in
 * the log; any other damage is refused and left as it is. What no longer counts is left out from time to time: refused
 * requests, tasks that ended long ago, pictures that can no longer be relied on. A task whose end is not known stays,
 * and so does what runs have spent.
 *
 * <p>Files are touched on one thread of the journal's own; what comes back is delivered on the parallel scheduler.
 * Entries that wait at the same time are written together. Cancelling an {@code append} may come too late for it: the
 * entry may be there. So may one whose {@code append} failed, if the disk did not even let it be taken back. After a
 * failure the next use opens the file anew.
 */
public final class FileTaskJournal implements TaskJournal, AutoCloseable {

    private final JournalSettings settings;
    private final JournalQueue<Job> queue = new JournalQueue<>(this::work);
    private final Sinks.Empty<Void> released = Sinks.empty();
    private @Nullable OpenJournal open;
    private boolean wasOpen;
    private boolean ended;

    private FileTaskJournal(JournalSettings settings) {
        this.settings = settings;
    }

    /**
     * A journal with the defaults.
     *
     * @param file where it is, or will be with the directories above it
     * @return the journal; no file is touched yet
     */
    public static FileTaskJournal at(Path file) {
        return builder(file).build();
    }

    /**
     * Starts a journal.
     *
     * @param file where it is, or will be with the directories above it
     * @return a builder that holds the defaults
     */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    @Override
    public Mono<Void> append(Entry entry) {
        Objects.requireNonNull(entry, "entry");
        return Mono.defer(() -> {
                    byte[] line = JournalLines.write(entry);
                    return this.<Void>ask(journal -> {
                        journal.note(entry, line);
                        return null;
                    });
                })
                .onErrorMap(JacksonException.class, failure -> failed("an entry cannot be written as JSON", failure));
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return ask(journal -> journal.memory().unfinished()).flatMapIterable(tasks -> tasks);
    }

    /** {@return all paid requests that it holds, finished ones too, oldest first, as they stand when asked for} */
    @Override
    public Flux<PaidTask> tasks() {
        return ask(journal -> journal.memory().tasks()).flatMapIterable(tasks -> tasks);
    }

    @Override
    public Mono<BigDecimal> spent(String run) {
        Objects.requireNonNull(run, "run");
        return ask(journal -> journal.memory().spent(run));
    }

    @Override
    public Mono<BigDecimal> counted(String key) {
        Objects.requireNonNull(key, "key");
        return ask(journal -> journal.memory().counted(key));
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        Objects.requireNonNull(sha256, "sha256");
        return ask(journal -> journal.memory().stored(sha256, settings.clock().instant()));
    }

    /**
     * Gives up file and lock without waiting: at once when the journal is idle, else when what was asked of it before
     * is done. What is asked later ends in {@link JournalException}. Closing again does nothing.
     */
    @Override
    public void close() {
        if (Schedulers.isInNonBlockingThread()) {
            queue.add(End.OF_ALL);
        } else {
            queue.doHere(End.OF_ALL);
        }
    }

    /** {@return a Mono that on subscription closes the journal and completes when file and lock are given up} */
    public Mono<Void> closeLater() {
        return Mono.defer(() -> {
            close();
            return released.asMono().publishOn(Schedulers.parallel());
        });
    }

    /** {@return where it is} */
    @Override
    public String toString() {
        return "FileTaskJournal[" + settings.file() + "]";
    }

    private interface Job {}

    private enum End implements Job {
        OF_ALL
    }

    private record Question<T>(Function<OpenJournal, @Nullable T> task, MonoSink<T> sink) implements Job {

        Runnable answer(OpenJournal journal) {
            T answer = task.apply(journal);
            return () -> sink.success(answer);
        }
    }

    private <T> Mono<T> ask(Function<OpenJournal, @Nullable T> task) {
        return Mono.<T>create(sink -> {
                    if (!queue.offer(new Question<>(task, sink))) {
                        sink.error(failed(JournalQueue.LONGEST + " entries wait for the disk already", null));
                    }
                })
                .publishOn(Schedulers.parallel());
    }

    /** Does a batch and gives what tells those who wait. Runs on one thread at a time. */
    private Runnable work(List<Job> batch) {
        List<Question<?>> questions = new ArrayList<>();
        for (Job job : batch) {
            if (job instanceof Question<?> question) {
                questions.add(question);
            }
        }
        Runnable outcome = questions.isEmpty() ? () -> {} : answer(questions);
        return questions.size() == batch.size() ? outcome : end(outcome);
    }

    private Runnable answer(List<Question<?>> questions) {
        try {
            OpenJournal journal = opened();
            List<Runnable> answers = new ArrayList<>();
            questions.forEach(question -> answers.add(question.answer(journal)));
            journal.commit();
            return () -> answers.forEach(Runnable::run);
        } catch (Throwable failure) { // errors too, or those who wait would wait for ever
            release(failure);
            String reason =
                    failure.getClass() == IOException.class ? String.valueOf(failure.getMessage()) : failure.toString();
            return () -> questions.forEach(question -> question.sink().error(failed(reason, failure)));
        }
    }

    private OpenJournal opened() throws IOException {
        if (ended) {
            throw new IOException("it was closed");
        }
        if (open == null) {
            open = OpenJournal.open(settings, wasOpen);
            wasOpen = true;
        }
        return open;
    }

    private Runnable end(Runnable outcome) {
        ended = true;
        release(null);
        queue.stop();
        return () -> {
            outcome.run();
            released.tryEmitEmpty();
        };
    }

    /** After a failure what is in memory may be more than what is on the disk. */
    private void release(@Nullable Throwable failure) {
        OpenJournal given = open;
        open = null;
        try {
            if (given != null) {
                given.close();
            }
        } catch (IOException alsoFailing) {
            if (failure != null) {
                failure.addSuppressed(alsoFailing);
            }
        }
    }

    private JournalException failed(String reason, @Nullable Throwable cause) {
        return new JournalException("the journal " + settings.file() + " cannot be used: " + reason, null, cause);
    }

    /** Takes what differs from the defaults. */
    public static final class Builder {

        private final Path file;
        private @Nullable String account;
        private Duration uploadsGoodFor = UPLOADS_GOOD_FOR;
        private Duration keepFinished = KEEP_FINISHED;
        private InstantSource clock = InstantSource.system();
        private JournalFile.Channels channels = FileChannel::open;
        private int compactAfter = 1_000;

        private Builder(Path file) {
            this.file = Objects.requireNonNull(file, "file");
        }

        /**
         * Names the account that the journal belongs to, so that it is never taken for another's: its first line says
         * it, and a file that says something else is refused. Not the key, which would then stand in a file.
         *
         * @param value a word of the caller's own, one line; default: none
         * @return this builder
         */
        public Builder account(String value) {
            this.account = Require.label("account", value);
            return this;
        }

        /**
         * Sets how long a stored picture may be relied on.
         *
         * @param value default: 24 h
         * @return this builder
         */
        public Builder uploadsGoodFor(Duration value) {
            this.uploadsGoodFor = Require.positive("uploadsGoodFor", value);
            return this;
        }

        /**
         * Sets how long tasks are kept after their end. They may be there longer, never shorter.
         *
         * @param value at least 0; default: 7 days
         * @return this builder
         */
        public Builder keepFinished(Duration value) {
            if (value.isNegative()) {
                throw new BoundException("keepFinished", "at least 0", value.toString());
            }
            this.keepFinished = value;
            return this;
        }

        /**
         * Sets the clock against which entries grow old. It should be the one of the gateway's scheduler.
         *
         * @param value default: the system's
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        Builder channels(JournalFile.Channels value) {
            this.channels = value;
            return this;
        }

        Builder compactAfter(int deadEntries) {
            this.compactAfter = deadEntries;
            return this;
        }

        /** {@return the journal; no file is touched yet} */
        public FileTaskJournal build() {
            return new FileTaskJournal(
                    new JournalSettings(file, account, uploadsGoodFor, keepFinished, clock, channels, compactAfter));
        }
    }
}
