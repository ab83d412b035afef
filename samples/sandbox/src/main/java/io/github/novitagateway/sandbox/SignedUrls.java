package io.github.novitagateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives away presigned URLs and recognises them again, as strictly as S3. */
final class SignedUrls {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Signer signer = Signer.random();
    private final InstantSource clock;

    SignedUrls(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Presigns a URL.
     *
     * @param method the only method that it may be used with
     * @param host host and port
     * @param path the path, which needs no encoding
     * @param lifetime how long it is valid
     * @param operation the S3 operation, such as {@code PutObject}
     */
    String presign(String method, String host, String path, Duration lifetime, String operation) {
        return presign(method, host, path, lifetime, operation, clock.instant());
    }

    /** Presigns a URL that has just expired. */
    String presignExpired(String method, String host, String path, Duration lifetime, String operation) {
        Instant start = clock.instant().minus(lifetime).minusSeconds(2);
        return presign(method, host, path, lifetime, operation, start);
    }

    private String presign(
            String method, String host, String path, Duration lifetime, String operation, Instant start) {
        String date = DATE.format(start);
        String day = date.substring(0, 8);
        CanonicalQuery query = new CanonicalQuery()
                .with("X-Amz-Algorithm", Signer.ALGORITHM)
                .with("X-Amz-Credential", signer.credential(day))
                .with("X-Amz-Date", date)
                .with("X-Amz-Expires", Long.toString(lifetime.toSeconds()))
                .with("X-Amz-SignedHeaders", "host")
                .with("x-id", operation);
        String toSign = signer.stringToSign(method, host, path, query, date);
        return "http://" + host + path + "?" + query.signedWith(signer.signature(toSign, day));
    }

    /** Refuses a request that does not use a presigned URL as it was given, or uses it too late. */
    void check(Exchange exchange) {
        CanonicalQuery query = query(exchange);
        String date = query.only("X-Amz-Date");
        String expires = query.only("X-Amz-Expires");
        String signature = query.signature();
        if (!Signer.ALGORITHM.equals(query.only("X-Amz-Algorithm"))
                || date == null
                || expires == null
                || signature == null) {
            throw StorageErrors.accessDenied();
        }
        checkAuthorization(exchange.header("Authorization"));
        checkExpiry(date, expires, exchange.fate());
        String host = exchange.header("Host");
        String toSign = signer.stringToSign(exchange.method(), host == null ? "" : host, exchange.path(), query, date);
        String expected = signer.signature(toSign, date.substring(0, 8));
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8))) {
            throw StorageErrors.signatureMismatch(signer.accessKey(), toSign, signature);
        }
        checkUnsignedHeaders(exchange);
    }

    private static CanonicalQuery query(Exchange exchange) {
        try {
            return CanonicalQuery.parse(exchange.rawQuery());
        } catch (IllegalArgumentException e) {
            throw StorageErrors.refusal(400, "InvalidURI", "Couldn't parse the specified URI.", Map.of());
        }
    }

    private static void checkAuthorization(@Nullable String header) {
        if (header != null) {
            String message = header.startsWith("AWS")
                    ? "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified"
                    : "Unsupported Authorization Type";
            throw StorageErrors.invalidArgument(message, "Authorization", header);
        }
    }

    private void checkExpiry(String date, String expires, Fate fate) {
        Instant end;
        try {
            end = DATE.parse(date, Instant::from).plusSeconds(Long.parseLong(expires));
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw StorageErrors.malformedQuery();
        }
        Instant now = clock.instant();
        if (fate == Fate.EXPIRED || now.isAfter(end)) {
            throw StorageErrors.expired(expires, end, now.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private static void checkUnsignedHeaders(Exchange exchange) {
        for (String name : exchange.headers().names()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                throw StorageErrors.unsignedHeader(name.toLowerCase(Locale.ROOT));
            }
        }
    }
}
