package io.github.novitagateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The part of a list that a request asked for. A full page always has a next cursor, even when it is the last one. */
final class Page {
    static final String LIMIT = "pagination.limit";
    static final String CURSOR = "pagination.cursor";
    static final Set<String> PARAMETERS = Set.of(LIMIT, CURSOR);

    private static final int USUAL_LIMIT = 10;
    private static final int MOST = 100;
    private static final String START = "c_0";
    private static final String PREFIX = "c_";

    private final int offset;
    private final int limit;

    private Page(int offset, int limit) {
        this.offset = offset;
        this.limit = limit;
    }

    static Page of(Query query) {
        return new Page(offset(query.text(CURSOR)), query.integer(LIMIT, USUAL_LIMIT, 1, MOST));
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(from + limit, all.size()));
    }

    /** Writes where the next page starts, given the rows of this one. */
    void writeNextCursor(ObjectNode body, List<?> rows) {
        String next = rows.size() < limit ? "" : cursor(offset + rows.size());
        body.putObject("pagination").put("next_cursor", next);
    }

    private static String cursor(int offset) {
        byte[] text = ("from " + offset).getBytes(StandardCharsets.US_ASCII);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int offset(@Nullable String cursor) {
        if (cursor == null || cursor.equals(START)) {
            return 0;
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor.substring(PREFIX.length()));
            String offset = new String(text, StandardCharsets.US_ASCII).substring("from ".length());
            if (cursor.equals(cursor(Integer.parseUnsignedInt(offset)))) {
                return Integer.parseInt(offset);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unknown(cursor);
        }
        throw unknown(cursor);
    }

    private static Refusal unknown(String cursor) {
        return ApiErrors.outOfRange("invalid " + CURSOR + ": unknown cursor " + Json.excerpt(cursor));
    }
}
