package io.github.novitagateway.reactor;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.reactor.Replies.Cursor;
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
     * @param nextCursor where the next page starts; the empty cursor is the start of the list
     */
    record Page<R>(List<R> rows, String nextCursor) {

        static <R> Page<R> of(@Nullable List<R> rows, @Nullable Cursor pagination) {
            String next = pagination == null ? null : pagination.nextCursor();
            return new Page<>(Lenient.list(rows), Objects.requireNonNullElse(next, ""));
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
            Set<String> used = new HashSet<>(Set.of(""));
            Set<String> seen = new HashSet<>();
            return fetch.apply(query(filter, pageSize, ""))
                    .expand(page -> hasNext(page, pageSize, used)
                            ? fetch.apply(query(filter, pageSize, page.nextCursor()))
                            : Mono.empty())
                    .concatMapIterable(Page::rows, 1)
                    .filter(row -> {
                        String id = key.apply(row);
                        return id != null && !id.isBlank() && seen.add(id);
                    });
        });
    }

    private static boolean hasNext(Page<?> page, int pageSize, Set<String> used) {
        return page.rows().size() >= pageSize && used.size() < MAX_PAGES && used.add(page.nextCursor());
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
