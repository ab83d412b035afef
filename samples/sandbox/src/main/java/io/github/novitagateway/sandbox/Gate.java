package io.github.novitagateway.sandbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets in who shows a User-Agent and the right key. */
final class Gate {
    private static final String SCHEME = "bearer ";

    private final @Nullable String key;

    Gate(@Nullable String key) {
        this.key = key;
    }

    void checkUserAgent(Exchange exchange) {
        String agent = exchange.header("User-Agent");
        if (agent == null || agent.isBlank()) {
            throw ApiErrors.blockedAtTheEdge();
        }
    }

    void checkKey(Exchange exchange) {
        String header = exchange.header("Authorization");
        String shown = header == null ? "" : shownKey(header.strip());
        if (shown.isEmpty()) {
            throw ApiErrors.badRequest("MISSING_API_KEY", "missing api-key");
        }
        if (key != null && !key.equals(shown)) {
            throw ApiErrors.refusal(403, "INVALID_API_KEY", "invalid api-key");
        }
    }

    /** The official JavaScript SDK sends the bare key, the others a bearer token. */
    private static String shownKey(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.equals(SCHEME.strip())) {
            return "";
        }
        return lower.startsWith(SCHEME) ? header.substring(SCHEME.length()).strip() : header;
    }
}
