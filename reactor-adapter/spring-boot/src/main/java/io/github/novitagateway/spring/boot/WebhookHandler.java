package io.github.novitagateway.spring.boot;

import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.reactor.NovitaGateway;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Takes what the service posts. Answers 204 for an event, 404 for a wrong token, 413 for a body that is longer than any
 * event, 408 for one that takes too long, and 400 for what is no event. Never says more than the status.
 */
final class WebhookHandler implements HandlerFunction<ServerResponse> {

    static final String TOKEN = "token";
    static final int LONGEST_BODY = 1 << 20;

    /** So that the answer is there within a second. */
    private static final Duration LONGEST_READ = Duration.ofMillis(900);

    private final WebhookEndpoint endpoint;
    private final NovitaGateway gateway;
    private final TaskEvents events;

    WebhookHandler(WebhookEndpoint endpoint, NovitaGateway gateway, TaskEvents events) {
        this.endpoint = endpoint;
        this.gateway = gateway;
        this.events = events;
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        if (!endpoint.isToken(request.pathVariable(TOKEN))) {
            return answer(HttpStatus.NOT_FOUND);
        }
        if (request.headers().contentLength().orElse(0) > LONGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), LONGEST_BODY)
                .map(WebhookHandler::bytes)
                .defaultIfEmpty(new byte[0])
                .map(this::accept)
                .onErrorReturn(DataBufferLimitException.class, HttpStatus.CONTENT_TOO_LARGE)
                .timeout(LONGEST_READ, Mono.just(HttpStatus.REQUEST_TIMEOUT))
                .flatMap(WebhookHandler::answer);
    }

    private HttpStatus accept(byte[] body) {
        try {
            events.publish(gateway.parseEvent(body));
            return HttpStatus.NO_CONTENT;
        } catch (MalformedResponseException noEvent) {
            return HttpStatus.BAD_REQUEST;
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static Mono<ServerResponse> answer(HttpStatus status) {
        return ServerResponse.status(status).build();
    }
}
