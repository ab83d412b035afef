package io.github.novitagateway.fleet;

import io.github.novitagateway.asset.ImageSource;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Gets the pictures of a job: from a folder, or by HTTP from the user's own store, one after another. */
final class JobPictures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 10L << 20;

    private final HttpClient http = HttpClient.create().responseTimeout(PATIENCE);

    Flux<ImageSource> of(StyleJob job) {
        return Flux.fromIterable(job.pictures())
                .concatMap(name -> job.isWeb() ? fetched(job.from(), name) : inFolder(job.from(), name), 1);
    }

    private static Mono<ImageSource> inFolder(String folder, String name) {
        return Mono.fromCallable(() -> ImageSource.file(Path.of(folder, name)));
    }

    private Mono<ImageSource> fetched(String prefix, String name) {
        return Mono.defer(() -> {
                    AtomicLong length = new AtomicLong();
                    return http.get()
                            .uri(address(prefix, name))
                            .response((response, content) -> content.doOnNext(chunk -> {
                                        requireOk(name, response);
                                        if (length.addAndGet(chunk.readableBytes()) > MOST_BYTES) {
                                            throw new IllegalArgumentException(
                                                    name + " must be at most 10 MiB but was larger");
                                        }
                                    })
                                    .map(ByteBufUtil::getBytes)
                                    .switchIfEmpty(Mono.fromCallable(() -> {
                                        requireOk(name, response);
                                        return new byte[0];
                                    })))
                            .collectList();
                })
                .map(chunks -> ImageSource.bytes(name, joined(chunks)))
                .timeout(PATIENCE);
    }

    private static byte[] joined(Iterable<byte[]> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static URI address(String prefix, String name) {
        try {
            return URI.create(
                    prefix + new URI(null, null, "/" + name, null).getRawPath().substring(1));
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static void requireOk(String name, HttpClientResponse response) {
        int status = response.status().code();
        if (status / 100 == 4 && status != 429) {
            throw new IllegalArgumentException(name + " must be in the store, which answered " + status);
        }
        if (status / 100 != 2) {
            throw new StoreFailedException(name, status);
        }
    }
}
