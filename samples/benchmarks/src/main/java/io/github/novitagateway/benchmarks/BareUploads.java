package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** The same with Reactor Netty alone and no care but for speed: what there is to reach. */
final class BareUploads implements Contestant {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int READ_AHEAD = 4;
    private static final int CONNECTIONS = 64;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConnectionProvider connections = ConnectionProvider.create("bare", CONNECTIONS);
    private final HttpClient client;
    private final URI slots;
    private final Pictures pictures;
    private final int parallel;

    BareUploads(URI service, @Nullable SslContext trust, Pictures pictures, int parallel) {
        HttpClient plain = HttpClient.create(connections).disableRetry(true);
        this.client = trust == null ? plain : plain.secure(spec -> spec.sslContext(trust));
        this.slots = service.resolve(Front.SLOTS);
        this.pictures = pictures;
        this.parallel = parallel;
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public void round(int operations) {
        Long stored = Objects.requireNonNull(Flux.fromStream(() -> pictures.stream(operations))
                .flatMap(picture -> slot().flatMap(url -> put(url, picture)), parallel)
                .count()
                .block(Duration.ofMinutes(2)));
        if (stored != operations) {
            throw new IllegalStateException(stored + " of " + operations + " pictures were stored");
        }
    }

    private Mono<URI> slot() {
        return client.headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
                .post()
                .uri(slots)
                .send((request, outbound) ->
                        outbound.sendObject(Unpooled.wrappedBuffer("{\"file_extension\":\"png\"}".getBytes(UTF_8))))
                .responseSingle((response, body) -> body.asByteArray())
                .map(body -> URI.create(JSON.readTree(body).get("upload_url").asString()));
    }

    private Mono<Integer> put(URI url, Path picture) {
        return size(picture)
                .flatMap(size -> client.headers(headers -> headers.set(HttpHeaderNames.CONTENT_LENGTH, size)
                                .set(HttpHeaderNames.CONTENT_TYPE, "image/png"))
                        .put()
                        .uri(url)
                        .send((request, outbound) -> outbound.then()
                                .thenMany(content(picture, size).concatMap(outbound::sendObject, READ_AHEAD)))
                        .responseSingle((response, body) -> body.then(ok(response))));
    }

    private static Mono<Integer> ok(HttpClientResponse response) {
        int status = response.status().code();
        return status == 200 ? Mono.just(status) : Mono.error(new IllegalStateException("status " + status));
    }

    private static Mono<Long> size(Path picture) {
        return Mono.fromCallable(() -> Files.size(picture)).subscribeOn(Schedulers.boundedElastic());
    }

    private static Flux<ByteBuf> content(Path picture, long size) {
        return Flux.<ByteBuf, FileChannel>generate(
                        () -> FileChannel.open(picture), (file, sink) -> read(file, size, sink), BareUploads::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static FileChannel read(FileChannel file, long size, SynchronousSink<ByteBuf> sink) {
        try {
            long left = size - file.position();
            if (left == 0) {
                sink.complete();
            } else {
                int length = (int) Math.min(left, CHUNK_BYTES);
                ByteBuf chunk = ByteBufAllocator.DEFAULT.directBuffer(length);
                chunk.writeBytes(file, length);
                sink.next(chunk);
            }
        } catch (IOException unreadable) {
            sink.error(unreadable);
        }
        return file;
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(30));
    }
}
