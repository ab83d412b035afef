package io.github.novitagateway.sandbox;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** One request as the handlers see it. */
final class Exchange {
    private final HttpServerRequest request;
    private final String path;
    private final String rawQuery;
    private final Fate fate;

    Exchange(HttpServerRequest request) {
        this(request, Fate.USUAL);
    }

    private Exchange(HttpServerRequest request, Fate fate) {
        this.request = request;
        this.fate = fate;
        String target = request.uri();
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The same request, whose thing meets a fate. */
    Exchange meeting(Fate changed) {
        return new Exchange(request, changed);
    }

    /** What becomes of the thing that this request makes or wants. */
    Fate fate() {
        return fate;
    }

    String method() {
        return request.method().name();
    }

    String path() {
        return path;
    }

    /** The route that this request is for; null when there is none. */
    @Nullable
    SandboxEndpoint endpoint() {
        return SandboxEndpoint.of(method(), path);
    }

    String rawQuery() {
        return rawQuery;
    }

    @Nullable
    String header(String name) {
        return request.requestHeaders().get(name);
    }

    HttpHeaders headers() {
        return request.requestHeaders();
    }

    /** The host and port that this sandbox puts into the URLs it gives away. */
    String ownHost() {
        InetSocketAddress local = request.hostAddress();
        if (local == null) {
            throw new IllegalStateException("the connection has no local address");
        }
        return "127.0.0.1:" + local.getPort();
    }

    /** The whole body; one longer than {@code most} bytes ends in {@code tooLong}. */
    Mono<byte[]> body(int most, Refusal tooLong) {
        return Mono.defer(() -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            return copyBody(whole, most, tooLong).then(Mono.fromSupplier(whole::toByteArray));
        });
    }

    /** Writes the body as it comes, and answers its length. */
    Mono<Integer> copyBody(OutputStream target, int most, Refusal tooLong) {
        return request.receive().asByteArray().reduce(0, (length, part) -> {
            if (length + part.length > most) {
                throw tooLong;
            }
            append(target, part);
            return length + part.length;
        });
    }

    private static void append(OutputStream target, byte[] part) {
        try {
            target.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
