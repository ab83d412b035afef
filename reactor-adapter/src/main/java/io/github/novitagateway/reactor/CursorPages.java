package io.github.novitagateway.reactor;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.reactor.Replies.Cursor;
import io.github.novitagateway.reactor.Replies.Unshown;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Walks a list by its cursors, on demand and at most one page ahead. The service does not say how a list ends, so it
 * ends at the first of: no rows, a short page, no cursor, a cursor already used, the page cap. Rows that shift while we
 * page come once.
 */
final class CursorPages {

    private static final int MAX_PAGES = 1000;

    private CursorPages() {}

    /**
     * @param rows what the page holds
     * @param size how many rows came, unreadable ones among them
     * @param nextCursor where the next page starts; the empty cursor is the start of the list
     */
    record Page<R>(List<R> rows, int size, String nextCursor) {

        static <R> Page<R> of(@Nullable List<R> rows, @Nullable Cursor pagination) {
            String next = pagination == null ? null : Unshown.text(pagination.nextCursor());
            return new Page<>(Lenient.list(rows), rows == null ? 0 : rows.size(), Objects.requireNonNullElse(next, ""));
        }
    }

    /**
     * @param fetch asks for a page by its query
     * @param filter query parameters that every page carries
     * @param key what tells two rows apart; rows without it are left out
     */
    static <R> Flux<R> walk(
            int pageSize,
            Map<String, String> filter,
            Function<Map<String, String>, Mono<Page<R>>> fetch,
            Function<R, @Nullable String> key) {
        return Flux.defer(() -> {
            Walk walk = new Walk(pageSize, MAX_PAGES);
            Set<String> seen = new HashSet<>();
            return Flux.<String>generate(walk::next)
                    .concatMap(
                            cursor -> fetch.apply(query(filter, pageSize, cursor))
                                    .doOnNext(walk::arrived)
                                    .flatMapIterable(Page::rows),
                            0)
                    .filter(row -> {
                        String id = key.apply(row);
                        return id != null && !id.isBlank() && seen.add(id);
                    });
        });
    }

    /**
     * The pages themselves, for who stops at the row that it looked for. A short one does not end them: the service may
     * grant fewer rows than it is asked for.
     *
     * @param most how many pages at most
     */
    static <R> Flux<Page<R>> pages(int pageSize, int most, Function<Map<String, String>, Mono<Page<R>>> fetch) {
        return Flux.defer(() -> {
            Walk walk = new Walk(1, Math.min(most, MAX_PAGES));
            return Flux.<String>generate(walk::next)
                    .concatMap(
                            cursor -> fetch.apply(query(Map.of(), pageSize, cursor))
                                    .doOnNext(walk::arrived),
                            0);
        });
    }

    /** Where a walk stands: each page decides on the next one, which is asked for when the last row is out. */
    private static final class Walk {

        private final int leastRows;
        private final int mostPages;
        private final Set<String> used = new HashSet<>();
        private @Nullable String cursor = "";

        /** @param leastRows of a page that another one follows */
        private Walk(int leastRows, int mostPages) {
            this.leastRows = leastRows;
            this.mostPages = mostPages;
        }

        private void next(SynchronousSink<String> pages) {
            String next = cursor;
            cursor = null;
            if (next != null && used.size() < mostPages && used.add(next)) {
                pages.next(next);
            } else {
                pages.complete();
            }
        }

        private void arrived(Page<?> page) {
            cursor = page.size() < leastRows ? null : page.nextCursor();
        }
    }

    private static Map<String, String> query(Map<String, String> filter, int pageSize, String cursor) {
        Map<String, String> query = new LinkedHashMap<>(filter);
        query.put("pagination.limit", String.valueOf(pageSize));
        if (!cursor.isEmpty()) {
            query.put("pagination.cursor", cursor);
        }
        return query;
    }
}
