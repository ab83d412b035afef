package io.github.novitagateway.reactor;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads presigned links: where they lead, and what they say of their own life. */
final class PresignedUrl {

    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern AMAZON = Pattern.compile("(?i)\\.amazonaws\\.com(\\.cn)?$");
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private PresignedUrl() {}

    /** The address in the text, byte for byte; null when nothing can be fetched from or sent to it. */
    static @Nullable URI parse(String text) {
        try {
            URI url = new URI(text);
            return isWeb(url) ? url : null;
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    /** Whether it is an address of the web with a host: all that the gateway talks to. */
    static boolean isWeb(URI url) {
        return url.getHost() != null
                && url.getPort() <= HIGHEST_PORT
                && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()));
    }

    /** Where storage may send an upload on to: to Amazon, safely, or from this machine to this machine; else null. */
    static @Nullable URI moved(URI from, String location) {
        URI to = parse(location);
        return to != null && (isAmazon(to) || (isLoopback(from) && isLoopback(to))) ? to : null;
    }

    private static boolean isAmazon(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                && AMAZON.matcher(url.getHost()).find();
    }

    private static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(url.getHost()).matches();
    }

    /** Signing date plus lifetime; null when the link does not say both. */
    static @Nullable Instant expiry(String url) {
        try {
            Map<String, List<String>> query = new QueryStringDecoder(url).parameters();
            List<String> date = query.get("X-Amz-Date");
            List<String> lifetime = query.get("X-Amz-Expires");
            if (date == null || lifetime == null) {
                return null;
            }
            Instant signed = LocalDateTime.parse(date.get(0), AMZ_DATE).toInstant(ZoneOffset.UTC);
            return signed.plusSeconds(Integer.parseInt(lifetime.get(0)));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}
