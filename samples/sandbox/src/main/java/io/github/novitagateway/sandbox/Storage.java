package io.github.novitagateway.sandbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
            return exchange.body(LARGEST, StorageErrors.tooLarge("unknown", LARGEST))
                    .publishOn(Schedulers.boundedElastic())
                    .map(content -> stored(exchange.path(), content));
        });
    }

    Mono<Reply> get(Exchange exchange) {
        return Mono.fromCallable(() -> {
            urls.check(exchange);
            Gallery.Picture picture = gallery.picture(exchange.path());
            if (picture == null) {
                throw StorageErrors.noSuchKey(exchange.path());
            }
            return new Reply(200, headers("Content-Type", picture.mediaType()), picture.bytes());
        });
    }

    private Reply stored(String path, byte[] content) {
        assets.store(path, content);
        return new Reply(200, headers("ETag", '"' + md5(content) + '"'), new byte[0]);
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

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
