package io.github.novitagateway.sandbox;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What a fault does to a request that it strikes. */
sealed interface FaultEffect {
    /**
     * Answers a request.
     *
     * @param next what the request would get without this fault
     */
    Mono<Reply> apply(Exchange exchange, Function<Exchange, Mono<Reply>> next);

    /** The name in JSON. */
    String word();

    /** Whether no request gets past it. */
    default boolean isLast() {
        return false;
    }

    /** Whether it makes sense there. */
    default boolean fits(SandboxEndpoint endpoint) {
        return true;
    }

    /** Answers instead of the sandbox, which does nothing. */
    record Answer(int status, Map<String, String> headers, String body) implements FaultEffect {
        private static final List<String> FRAMING = List.of("content-length", "transfer-encoding");

        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status must be 200..599 but was " + status);
            }
            headers = Map.copyOf(headers);
            headers.forEach(new DefaultHttpHeaders()::set);
            if (headers.keySet().stream().anyMatch(name -> FRAMING.contains(name.toLowerCase(Locale.ROOT)))) {
                throw new IllegalArgumentException("headers must leave " + FRAMING + " to the sandbox");
            }
        }

        @Override
        public Mono<Reply> apply(Exchange exchange, Function<Exchange, Mono<Reply>> next) {
            return Mono.just(Reply.of(status, headers, body));
        }

        @Override
        public String word() {
            return "raw";
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /**
     * Lets the request wait before it is looked at, or its answer afterwards. What waits ends with its connection.
     *
     * @param processed whether the request is processed first
     */
    record Latency(Duration time, boolean processed) implements FaultEffect {
        public Latency {
            if (time.isNegative()) {
                throw new IllegalArgumentException("time must not be negative but was " + time);
            }
        }

        @Override
        public Mono<Reply> apply(Exchange exchange, Function<Exchange, Mono<Reply>> next) {
            return processed
                    ? next.apply(exchange).delayElement(time)
                    : Mono.delay(time).then(Mono.defer(() -> next.apply(exchange)));
        }

        @Override
        public String word() {
            return processed ? "late-answer" : "latency";
        }
    }

    /** Changes what becomes of the thing that the request makes or wants. */
    record Twist(Fate fate) implements FaultEffect {
        @Override
        public Mono<Reply> apply(Exchange exchange, Function<Exchange, Mono<Reply>> next) {
            return next.apply(exchange.meeting(fate));
        }

        @Override
        public String word() {
            return fate.word();
        }

        @Override
        public boolean fits(SandboxEndpoint endpoint) {
            return fate.fits(endpoint);
        }
    }

    /** Spoils the connection or the answer that it carries. */
    enum Spoil implements FaultEffect {
        RESET_BEFORE,
        RESET_AFTER,
        TRUNCATED,
        GARBAGE;

        @Override
        public Mono<Reply> apply(Exchange exchange, Function<Exchange, Mono<Reply>> next) {
            return switch (this) {
                case RESET_BEFORE -> Mono.just(Reply.RESET);
                case RESET_AFTER -> next.apply(exchange).thenReturn(Reply.RESET);
                case TRUNCATED -> next.apply(exchange).map(Reply::truncated);
                case GARBAGE -> next.apply(exchange).map(Reply::garbled);
            };
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public boolean isLast() {
            return this == RESET_BEFORE;
        }
    }
}
