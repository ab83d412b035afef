package io.github.novitagateway.sandbox;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Turns requests into exchanges and replies into responses; nothing that goes wrong inside leaks out. */
final class Front {
    private static final System.Logger LOG = System.getLogger(Front.class.getName());

    private final Routes routes;
    private final SandboxLedger ledger;

    Front(Routes routes, SandboxLedger ledger) {
        this.routes = routes;
        this.ledger = ledger;
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Exchange exchange = new Exchange(request);
        return Mono.defer(() -> routes.answer(exchange))
                .onErrorResume(Front::replyTo)
                .flatMap(reply -> send(exchange, response, reply));
    }

    private Mono<Void> send(Exchange exchange, HttpServerResponse response, Reply reply) {
        ledger.answered(new SandboxLedger.RecordedRequest(exchange.method(), exchange.path(), reply.status()));
        response.status(reply.status());
        reply.headers().forEach(response::header);
        response.header("Content-Length", Integer.toString(reply.body().length));
        return response.sendByteArray(Mono.just(reply.body())).then();
    }

    private static Mono<Reply> replyTo(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return Mono.just(refusal.reply());
        }
        LOG.log(System.Logger.Level.DEBUG, "a handler failed", failure);
        return Mono.just(ApiErrors.refusal(500, "INTERNAL", "the sandbox failed to answer")
                .reply());
    }
}
