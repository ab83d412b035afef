package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watches of one poller, under its lock. A list that was handed out does not change: it is told outside. */
final class Audience<S extends TaskSnapshot> {

    private List<Watch<S>> watches = List.of();

    void add(Watch<S> watch) {
        watches = Stream.concat(watches.stream(), Stream.of(watch)).toList();
    }

    void remove(Watch<S> watch) {
        watches = watches.stream().filter(other -> other != watch).toList();
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    Watch<S> first() {
        return watches.get(0);
    }

    /** When the first of their limits is due. */
    long due() {
        long due = first().due();
        for (Watch<S> watch : watches) {
            due = watch.due() - due < 0 ? watch.due() : due;
        }
        return due;
    }

    List<Watch<S>> see(S found, Pace pace) {
        watches.forEach(watch -> watch.see(found, pace));
        return watches;
    }

    List<Watch<S>> endAll(@Nullable Throwable reason) {
        List<Watch<S>> ended = watches;
        ended.forEach(watch -> watch.end(reason));
        watches = List.of();
        return ended;
    }

    /** Ends those for which a limit is found. */
    List<Watch<S>> end(Function<Watch<S>, @Nullable Limit> limitOf, Function<Limit, Throwable> reasonOf) {
        List<Watch<S>> ended = new ArrayList<>(0);
        for (Watch<S> watch : watches) {
            Limit limit = limitOf.apply(watch);
            if (limit != null) {
                watch.end(reasonOf.apply(limit));
                ended.add(watch);
            }
        }
        if (!ended.isEmpty()) {
            watches = watches.stream().filter(watch -> !watch.isOver()).toList();
        }
        return ended;
    }
}
