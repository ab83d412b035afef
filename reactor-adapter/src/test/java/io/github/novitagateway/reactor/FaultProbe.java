package io.github.novitagateway.reactor;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.NovitaException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/**
 * Carries one operation to its end over real sockets. Time is virtual: a pause passes at once, the time limit of an
 * attempt only when its request can get no further.
 */
final class FaultProbe implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many looks until what the server has sent is surely with the client. */
    private static final int QUIET = 20;

    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger tries = new AtomicInteger();
    private final String route;
    private final NovitaGateway novita;
    private int limits;
    private int quiet;

    FaultProbe(FaultTarget target, URI base) {
        this(target, config(base), client -> client);
    }

    FaultProbe(FaultTarget target, NovitaConfig config, UnaryOperator<HttpClient> customization) {
        route = target.route;
        novita = NovitaGateway.builder(config)
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .httpClient(client -> customization.apply(client).doOnConnect(this::count))
                .build();
    }

    static NovitaConfig config(URI base) {
        return NovitaConfig.builder(ApiKey.of(ServiceTest.KEY))
                .baseUrl(base)
                .requestTimeout(LIMIT)
                .uploadTimeout(LIMIT)
                .downloadTimeout(LIMIT)
                .retry(RetryPolicy.builder()
                        .maxRetries(2)
                        .backoff(Backoff.of(Duration.ofMillis(1), 2, Duration.ofMillis(5)))
                        .build())
                .build();
    }

    NovitaGateway novita() {
        return novita;
    }

    /**
     * What became of an operation.
     *
     * @param tries how often it was tried to send the request
     * @param limits how often the time limit passed
     * @param elapsed virtual time
     * @param failure null when there was none
     */
    record Outcome(
            int tries,
            int limits,
            Duration elapsed,
            @Nullable Throwable failure) {

        /** In short: the error without its last word, a reason if it has one, and {@code ~} if it passes. */
        @Override
        public String toString() {
            if (failure == null) {
                return "value";
            }
            String reason = failure instanceof DownloadException download ? "." + download.reason() : "";
            boolean passes = failure instanceof NovitaException novita && novita.isTransient();
            return failure.getClass().getSimpleName().replaceFirst("Exception$", "") + reason + (passes ? "~" : "");
        }
    }

    /** @param stuck whether the request of so many limits gone by can get no further */
    Outcome carryOut(FaultTarget target, URI base, Stuck stuck) {
        CompletableFuture<?> end =
                Flux.from(target.operation.apply(novita, base)).then().toFuture();
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < latest) {
            try {
                end.get(1, TimeUnit.MILLISECONDS);
                return outcome(null);
            } catch (ExecutionException failed) {
                return outcome(failed.getCause());
            } catch (TimeoutException underWay) {
                letTimePass(() -> stuck.after(limits));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
        throw new AssertionError(target + " has not ended within " + PATIENCE);
    }

    /** Tells by the number of limits gone by. */
    interface Stuck {
        boolean after(int limits);
    }

    private Outcome outcome(@Nullable Throwable failure) {
        return new Outcome(tries.get(), limits, clock.elapsed(), failure);
    }

    private void letTimePass(BooleanSupplier stuck) {
        Duration next = clock.next().orElse(null);
        if (next == null || next.compareTo(LIMIT) > 0) {
            return;
        }
        if (next.compareTo(LIMIT) < 0) {
            clock.advanceToNext();
        } else if (stuck.getAsBoolean() && ++quiet >= QUIET) {
            quiet = 0;
            limits++;
            clock.advanceToNext();
        }
    }

    private void count(HttpClientConfig request) {
        if (route.equals(request.method() + " " + URI.create(request.uri()).getPath())) {
            tries.incrementAndGet();
        }
    }

    @Override
    public void close() {
        novita.closeLater().block(ServiceTest.LONG);
    }
}
