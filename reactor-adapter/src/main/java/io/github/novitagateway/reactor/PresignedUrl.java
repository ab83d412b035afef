package io.github.novitagateway.reactor;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a presigned link says of its own life. */
final class PresignedUrl {

    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private PresignedUrl() {}

    /** Signing date plus lifetime; null when the link does not say both. */
    static @Nullable Instant expiry(URI url) {
        Map<String, List<String>> query = new QueryStringDecoder(url).parameters();
        List<String> date = query.get("X-Amz-Date");
        List<String> lifetime = query.get("X-Amz-Expires");
        if (date == null || lifetime == null) {
            return null;
        }
        try {
            Instant signed = LocalDateTime.parse(date.get(0), AMZ_DATE).toInstant(ZoneOffset.UTC);
            return signed.plusSeconds(Integer.parseInt(lifetime.get(0)));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
