package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.reactor.Replies.Reply;
import io.github.novitagateway.reactor.Replies.Submitted;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient.RequestSender;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** The only class that talks to the API host: encodes, sends, decodes, and repeats what may be repeated. */
final class ApiExchange {

    private final NovitaConfig config;
    private final Connections connections;
    private final JsonCodec codec;
    private final ErrorDecoder errors;
    /** An answer can echo what was sent: nothing behind this class ever meets the key. */
    private final EchoedKey key;

    private final GatewayLifecycle lifecycle;
    private final Pace pace;
    private final TimeLimit limit;
    private final Observed observed;
    private final CallLog log;

    /** As far as requests to one endpoint are alike: they are copied for each, and each copy has 270 bytes. */
    private final Map<Endpoint, RequestSender> requests = new ConcurrentHashMap<>();

    ApiExchange(
            NovitaConfig config,
            Connections connections,
            JsonCodec codec,
            GatewayLifecycle lifecycle,
            Pace pace,
            Observed observed) {
        this.config = config;
        this.connections = connections;
        this.codec = codec;
        this.errors = new ErrorDecoder(codec, config.apiKey());
        this.key = new EchoedKey(config.apiKey());
        this.lifecycle = lifecycle;
        this.pace = pace;
        this.limit = new TimeLimit(config.requestTimeout(), pace.scheduler());
        this.observed = observed;
        this.log = new CallLog(pace);
    }

    /** A call that may be repeated: every transient failure is, within the retry policy. */
    <R extends Reply> Mono<R> call(Endpoint endpoint, Map<String, String> query, @Nullable Object body, Class<R> type) {
        return followed(
                endpoint,
                lifecycle.guard(RetryStrategy.repeat(
                        attempt(endpoint, query, body, type), () -> pace.retries(config.retry()))));
    }

    <R extends Reply> Mono<R> get(Endpoint endpoint, Map<String, String> query, Class<R> type) {
        return call(endpoint, query, null, type);
    }

    /** One attempt, for callers with a schedule of their own. */
    <R extends Reply> Mono<R> once(Endpoint endpoint, Map<String, String> query, @Nullable Object body, Class<R> type) {
        return followed(endpoint, lifecycle.guard(attempt(endpoint, query, body, type)));
    }

    /** The same, for callers that follow it. */
    <R extends Reply> Mono<R> once(Attempt attempt, Endpoint endpoint, byte[] json, Class<R> type) {
        return followed(endpoint, lifecycle.guard(Mono.defer(() -> exchange(attempt, endpoint, Map.of(), json, type))));
    }

    /** A call with all of its attempts, told to those who observe. */
    <T> Mono<T> followed(Endpoint endpoint, Mono<T> call) {
        return observed.call(endpoint.name(), CallLog.counted(call));
    }

    /** The body of a request; blocks where it holds pictures in files. */
    byte[] encode(Object body) {
        return codec.write(body);
    }

    private <R extends Reply> Mono<R> attempt(
            Endpoint endpoint, Map<String, String> query, @Nullable Object body, Class<R> type) {
        return Mono.defer(
                () -> exchange(new Attempt(), endpoint, query, body == null ? null : codec.write(body), type));
    }

    /** One attempt that its caller can follow. */
    <R extends Reply> Mono<R> exchange(
            Attempt attempt, Endpoint endpoint, Map<String, String> query, byte @Nullable [] json, Class<R> type) {
        Mono<R> exchange = request(endpoint, query)
                .send((request, outbound) ->
                        attempt.write(outbound, out -> json == null ? out : send(json, request, out)))
                .response((response, content) -> receive(attempt, response, content, type))
                .singleOrEmpty(); // never empty; "single" drops an error where an answer meets a cancellation
        return log.told(endpoint.name(), attempt, observed.answered(attempt, attempt.bound(exchange, limit)));
    }

    /** Headers of one request are set here: a client with headers of its own would cost more than they. */
    private static Publisher<Void> send(byte[] json, HttpClientRequest request, NettyOutbound outbound) {
        request.requestHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length);
        return outbound.sendObject(Unpooled.wrappedBuffer(json));
    }

    private RequestSender request(Endpoint endpoint, Map<String, String> query) {
        RequestSender request = requests.computeIfAbsent(
                endpoint, any -> connections.api(any).request(any.method()).uri(URI.create(uri(any))));
        return query.isEmpty() ? request : request.uri(QueryString.append(uri(endpoint), query));
    }

    private String uri(Endpoint endpoint) {
        return config.baseUrl() + endpoint.path().apply(config.paths());
    }

    private <R extends Reply> Mono<R> receive(
            Attempt attempt, HttpClientResponse response, ByteBufFlux content, Class<R> type) {
        int status = response.status().code();
        attempt.answered(status);
        return read(status, response, content, type);
    }

    private <R extends Reply> Mono<R> read(
            int status, HttpClientResponse response, ByteBufFlux content, Class<R> type) {
        long cap = config.maxResponseBytes();
        if (status / 100 == 2) {
            return ResponseBody.whole(content, cap, () -> tooLong(cap))
                    .map(body -> accept(status, codec.read(key.cutOutOf(body), type)));
        }
        return ResponseBody.beginning(content, cap)
                .flatMap(body ->
                        Mono.error(errors.decode(status, response.responseHeaders(), key.cutOutOf(body), pace.now())));
    }

    private static MalformedResponseException tooLong(long cap) {
        return new MalformedResponseException("the answer is longer than maxResponseBytes, " + cap + " bytes", null);
    }

    private <R extends Reply> R accept(int status, R reply) {
        boolean accepted = reply instanceof Submitted submitted && submitted.id() != null;
        Double code = reply.code();
        if (!accepted && code != null && code != 0) {
            throw errors.decodeEnvelope(status, code.intValue(), reply.msg());
        }
        return reply;
    }
}
