package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Entry;
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
    private volatile Predicate<Entry> refused = entry -> false;
    private volatile Predicate<Entry> thrownAt = entry -> false;

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
        });
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return Flux.fromIterable(unfinished);
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        return Flux.fromIterable(entries(Stored.class))
                .filter(stored -> stored.sha256().equals(sha256))
                .takeLast(1)
                .next();
    }
}
