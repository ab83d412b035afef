package io.github.novitagateway.benchmarks;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.ConnectionProvider;

/** Asking for a drawing with clients that a user could take instead, each the way it does not block. */
final class RivalCalls {

    private static final int CONNECTIONS = 64;
    private static final String BEARER = "Bearer " + Gateways.KEY;

    private RivalCalls() {}

    static Caller webClient(URI service, int parallel) {
        ConnectionProvider connections = ConnectionProvider.create("web-client", CONNECTIONS);
        WebClient client = WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(reactor.netty.http.client.HttpClient.create(connections)))
                .defaultHeader(HttpHeaderNames.AUTHORIZATION.toString(), BEARER)
                .build();
        String path = service.resolve(Call.STATUS.path()).toString();
        return new Caller(
                "WebClient",
                parallel,
                number -> client.get()
                        .uri(URI.create(path + Call.task(number).value()))
                        .retrieve()
                        .bodyToMono(byte[].class)
                        .map(RivalCalls::read),
                () -> connections.disposeLater().block(Duration.ofSeconds(30)));
    }

    static Caller okHttp(URI service, int parallel) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS);
        OkHttpClient client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(CONNECTIONS, 1, TimeUnit.MINUTES))
                .build();
        String path = service.resolve(Call.STATUS.path()).toString();
        return new Caller(
                "OkHttp",
                parallel,
                number -> Mono.<Object>create(
                        sink -> client.newCall(request(path + Call.task(number).value()))
                                .enqueue(new Answer(sink))),
                () -> dispatcher.executorService().shutdown());
    }

    private static Request request(String url) {
        return new Request.Builder()
                .url(url)
                .header(HttpHeaderNames.AUTHORIZATION.toString(), BEARER)
                .build();
    }

    private record Answer(MonoSink<Object> sink) implements Callback {

        @Override
        public void onFailure(okhttp3.Call call, IOException failure) {
            sink.error(failure);
        }

        @Override
        public void onResponse(okhttp3.Call call, Response response) throws IOException {
            try (response) {
                sink.success(read(response.body().bytes()));
            }
        }
    }

    static Caller jdk(URI service, int parallel) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String path = service.resolve(Call.STATUS.path()).toString();
        return new Caller(
                "JDK HttpClient",
                parallel,
                number -> Mono.fromFuture(() -> client.sendAsync(
                                HttpRequest.newBuilder(URI.create(
                                                path + Call.task(number).value()))
                                        .header(HttpHeaderNames.AUTHORIZATION.toString(), BEARER)
                                        .build(),
                                BodyHandlers.ofByteArray()))
                        .map(response -> read(response.body())),
                () -> {});
    }

    private static Object read(byte[] body) {
        return Call.STATUS.reader().readValue(body);
    }
}
