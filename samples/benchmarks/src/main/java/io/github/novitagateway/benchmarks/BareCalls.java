package io.github.novitagateway.benchmarks;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.ObjectReader;

/** Reactor Netty and Jackson alone: the shortest way from the pool to a record, without limits, repeats or care. */
final class BareCalls {

    private static final int CONNECTIONS = 64;

    private BareCalls() {}

    static Caller of(Call call, URI service, int parallel) {
        ConnectionProvider.Builder pool = ConnectionProvider.builder("bare").maxConnections(CONNECTIONS);
        ConnectionProvider connections = (call == Call.SUBMIT ? pool.maxIdleTime(Duration.ZERO) : pool).build();
        HttpClient client = HttpClient.create(connections)
                .disableRetry(true)
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + Gateways.KEY)
                        .set(HttpHeaderNames.USER_AGENT, "bare")
                        .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON));
        String path = service.resolve(call.path()).toString();
        HttpClient.ResponseReceiver<?> submit =
                client.keepAlive(false).post().uri(path).send((head, outbound) -> send(call.body(), head, outbound));
        IntFunction<HttpClient.ResponseReceiver<?>> request = call == Call.STATUS
                ? number -> client.get().uri(path + Call.task(number).value())
                : number -> submit;
        return new Caller(
                "bare",
                parallel,
                number -> request.apply(number).responseSingle((response, body) -> read(response, body, call.reader())),
                () -> connections.disposeLater().block(Duration.ofSeconds(30)));
    }

    static Publisher<Void> send(byte[] json, HttpClientRequest head, NettyOutbound outbound) {
        head.requestHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length);
        return outbound.sendObject(Unpooled.wrappedBuffer(json));
    }

    private static Mono<Object> read(HttpClientResponse response, ByteBufMono body, ObjectReader reader) {
        int status = response.status().code();
        return status == 200
                ? body.map(bytes -> reader.readValue((InputStream) new ByteBufInputStream(bytes)))
                : Mono.error(new IllegalStateException("status " + status));
    }
}
