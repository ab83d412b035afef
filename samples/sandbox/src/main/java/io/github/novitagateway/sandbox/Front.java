package io.github.novitagateway.sandbox;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Turns requests into exchanges and replies into responses; nothing that goes wrong inside leaks out. */
final class Front {
    private final FaultyRoutes routes;
    private final Control control;
    private final SandboxLedger ledger;

    Front(FaultyRoutes routes, Control control, SandboxLedger ledger) {
        this.routes = routes;
        this.control = control;
        this.ledger = ledger;
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Exchange exchange = new Exchange(request);
        if (exchange.path().startsWith(Control.ROOT)) {
            return Mono.defer(() -> control.answer(exchange))
                    .onErrorResume(ApiErrors::answer)
                    .flatMap(reply -> send(response, reply));
        }
        return Mono.defer(() -> routes.answer(exchange))
                .doOnNext(reply -> ledger.answered(exchange, reply.status()))
                .flatMap(reply -> send(response, reply));
    }

    private static Mono<Void> send(HttpServerResponse response, Reply reply) {
        return switch (reply.ending()) {
            case WHOLE -> write(response, reply);
            case TRUNCATED ->
                channel(response)
                        .flatMap(channel -> write(response, reply).then(FutureMono.deferFuture(channel::close)));
            case RESET ->
                channel(response)
                        .doOnNext(channel -> channel.config().setOption(ChannelOption.SO_LINGER, 0))
                        .flatMap(channel -> FutureMono.deferFuture(channel::close));
        };
    }

    private static Mono<Void> write(HttpServerResponse response, Reply reply) {
        response.status(reply.status());
        reply.headers().forEach(response::header);
        response.header("Content-Length", Integer.toString(reply.length()));
        return response.sendByteArray(Mono.just(reply.arriving())).then();
    }

    private static Mono<Channel> channel(HttpServerResponse response) {
        return Mono.create(sink -> response.withConnection(connection -> sink.success(connection.channel())));
    }
}
