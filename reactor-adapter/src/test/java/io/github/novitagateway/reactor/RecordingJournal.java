package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps every entry that it is given; refuses those that a test wants refused. */
final class RecordingJournal implements TaskJournal {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Queue<PaidTask> unfinished = new ConcurrentLinkedQueue<>();
    private final Queue<PaidTask> finished = new ConcurrentLinkedQueue<>();
    private volatile Predicate<Entry> refused = entry -> false;
    private volatile Predicate<Entry> thrownAt = entry -> false;
    private volatile Predicate<Entry> late = entry -> false;
    private volatile Mono<Void> lateEnd = Mono.empty();

    List<Entry> entries() {
        return entries;
    }

    <E extends Entry> List<E> entries(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void refuse(Predicate<Entry> which) {
        refused = which;
    }

    /** As a journal of somebody's own may: at the call, not in what it returns. */
    void throwAt(Predicate<Entry> which) {
        thrownAt = which;
    }

    /** As one whose answer is late: the entry is there, and its end is what is given. */
    void takeAndEndIn(Predicate<Entry> which, Mono<Void> end) {
        late = which;
        lateEnd = end;
    }

    void holds(PaidTask task) {
        unfinished.add(task);
    }

    @Override
    public Mono<Void> append(Entry entry) {
        if (thrownAt.test(entry)) {
            throw new IllegalStateException("no call for " + entry.getClass().getSimpleName());
        }
        return Mono.fromRunnable(() -> {
                    if (refused.test(entry)) {
                        throw new IllegalStateException(
                                "no room for " + entry.getClass().getSimpleName());
                    }
                    entries.add(entry);
                })
                .then(late.test(entry) ? lateEnd : Mono.empty());
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return Flux.fromIterable(unfinished);
    }

    void held(PaidTask task) {
        finished.add(task);
    }

    @Override
    public Flux<PaidTask> tasks() {
        return Flux.fromIterable(finished).concatWith(unfinished());
    }

    @Override
    public Mono<BigDecimal> spent(String run) {
        return Mono.fromCallable(() -> memory().spent(run));
    }

    @Override
    public Mono<BigDecimal> counted(String key) {
        return Mono.fromCallable(() -> memory().counted(key));
    }

    private JournalMemory memory() {
        JournalMemory memory = new JournalMemory(Duration.ofDays(1), Duration.ofDays(7));
        entries.forEach(memory::apply);
        return memory;
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        return Flux.fromIterable(entries(Stored.class))
                .filter(stored -> stored.sha256().equals(sha256))
                .takeLast(1)
                .next();
    }
}
