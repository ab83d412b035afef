package io.github.novitagateway.sandbox;

import java.io.ByteArrayOutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The storage host: takes uploads and gives drawings to who comes with a presigned URL. */
final class Storage {
    private static final int LARGEST = 64 * 1024 * 1024;

    private final SignedUrls urls;
    private final Assets assets;
    private final Gallery gallery;

    Storage(SignedUrls urls, Assets assets, Gallery gallery) {
        this.urls = urls;
        this.assets = assets;
        this.gallery = gallery;
    }

    Mono<Reply> put(Exchange exchange) {
        return Mono.defer(() -> {
            urls.check(exchange);
            checkLength(exchange);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            DigestOutputStream digested = new DigestOutputStream(content, md5());
            return exchange.copyBody(digested, LARGEST, StorageErrors.tooLarge("unknown", LARGEST))
                    .map(length -> stored(exchange.path(), content.toByteArray(), digested.getMessageDigest()));
        });
    }

    Mono<Reply> get(Exchange exchange) {
        return Mono.fromCallable(() -> {
            urls.check(exchange);
            Gallery.Picture picture = gallery.picture(exchange.path());
            if (picture == null || exchange.fate() == Fate.VANISHED) {
                throw StorageErrors.noSuchKey(exchange.path());
            }
            return object(picture.mediaType(), picture.bytes());
        });
    }

    /** What is answered to who may read an object. */
    static Reply object(String mediaType, byte[] content) {
        return new Reply(200, headers("Content-Type", mediaType), content);
    }

    private Reply stored(String path, byte[] content, MessageDigest digest) {
        assets.store(path, content);
        return new Reply(200, headers("ETag", '"' + HexFormat.of().formatHex(digest.digest()) + '"'), new byte[0]);
    }

    private static void checkLength(Exchange exchange) {
        if (exchange.header("Transfer-Encoding") != null) {
            throw StorageErrors.chunked();
        }
        String length = exchange.header("Content-Length");
        if (length == null) {
            throw StorageErrors.missingLength();
        }
        if (length.length() > 18 || Long.parseLong(length) > LARGEST) {
            throw StorageErrors.tooLarge(length, LARGEST);
        }
    }

    private static Map<String, String> headers(String name, String value) {
        Map<String, String> headers = new HashMap<>(StorageErrors.requestIds());
        headers.put(name, value);
        return headers;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
