package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.test.subscriber.TestSubscriber;

@Timeout(30)
class AttemptTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Nothing is asked of it. */
    static final NettyOutbound CONNECTION = (NettyOutbound) Proxy.newProxyInstance(
            AttemptTest.class.getClassLoader(), new Class<?>[] {NettyOutbound.class}, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final Attempt attempt = new Attempt();
    private final VirtualClock clock = new VirtualClock();
    private final AtomicBoolean written = new AtomicBoolean();
    private final TestSubscriber<String> caller = TestSubscriber.create();

    @Test
    void anAnswerInTimeLeavesNoTimer() {
        attempt.bound(Mono.just("answer"), LIMIT, clock).subscribe(caller);

        assertThat(caller.getReceivedOnNext()).containsExactly("answer");
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void timeThatRunsOutBeforeTheWriteIsSurelyNotSent() {
        attempt.bound(Mono.<String>never(), LIMIT, clock).subscribe(caller);

        clock.advance(LIMIT);

        assertThat(failure())
                .hasMessage("no complete answer within PT30S, before the request was sent")
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(failure().requestMayHaveBeenProcessed()).isFalse();
        assertThat(failure().isTransient()).isTrue();
    }

    @Test
    void timeThatRunsOutAfterTheWriteLeavesItOpen() {
        attempt.bound(Mono.<String>never(), LIMIT, clock).subscribe(caller);
        write(attempt);

        clock.advance(LIMIT);

        assertThat(written).isTrue();
        assertThat(failure()).hasMessage("no complete answer within PT30S, after the request was sent");
        assertThat(failure().requestMayHaveBeenProcessed()).isTrue();
    }

    @Test
    void theLimitIsForTheWholeAttempt() {
        attempt.bound(Mono.<String>never(), LIMIT, clock).subscribe(caller);
        clock.advance(LIMIT.minusMillis(1));
        write(attempt);
        assertThat(caller.isTerminated()).isFalse();

        clock.advance(Duration.ofMillis(1));

        assertThat(caller.isTerminated()).isTrue();
    }

    @Test
    void aRequestThatWasGivenUpIsNeverWritten() {
        attempt.bound(Mono.<String>never(), LIMIT, clock).subscribe(caller);
        clock.advance(LIMIT);

        Throwable refusal = write(attempt);

        assertThat(written).isFalse();
        assertThat(refusal).isInstanceOf(IllegalStateException.class).hasMessage("given up before it was written");
    }

    @Test
    void aConnectionThatBreaksBeforeTheWriteIsSurelyNotSent() {
        IOException refused = new IOException("refused");

        attempt.bound(Mono.<String>error(refused), LIMIT, clock).subscribe(caller);

        assertThat(failure()).hasCause(refused).hasMessageContaining("before the request was sent");
        assertThat(failure().requestMayHaveBeenProcessed()).isFalse();
    }

    @Test
    void aConnectionThatBreaksAfterTheWriteLeavesItOpen() {
        Sinks.One<String> exchange = Sinks.one();
        attempt.bound(exchange.asMono(), LIMIT, clock).subscribe(caller);
        write(attempt);

        exchange.tryEmitError(new IOException("reset")).orThrow();

        assertThat(failure().requestMayHaveBeenProcessed()).isTrue();
    }

    @Test
    void aConnectionThatIsDiscardedOnTheWayIsClosed() {
        EmbeddedChannel channel = new EmbeddedChannel();
        Mono<Connection> answer = Mono.just(Connection.from(channel)).filter(connection -> false);

        attempt.bound(answer.map(Connection::toString), LIMIT, clock).subscribe(caller);

        assertThat(channel.isOpen()).isFalse();
    }

    static Stream<Arguments> withoutAConnection() {
        return Stream.of(
                Arguments.of(new PoolAcquirePendingLimitException(4096), "pendingAcquireMaxCount, 4096"),
                Arguments.of(new PoolAcquireTimeoutException(Duration.ofMinutes(1)), "pendingAcquireTimeout, PT1M"));
    }

    @ParameterizedTest
    @MethodSource("withoutAConnection")
    void whatGetsNoConnectionIsSurelyNotSentAndTellsTheBound(Throwable failure, String bound) {
        attempt.bound(Mono.<String>error(failure), LIMIT, clock).subscribe(caller);

        assertThat(caller.expectTerminalError())
                .isInstanceOfSatisfying(
                        NotSentException.class,
                        error -> assertThat(error.isTransient()).isTrue())
                .hasMessageEndingWith(bound);
    }

    @Test
    void theGatewaysOwnErrorsPassAsTheyAre() {
        NovitaException own = WatchedTraining.overloaded();

        attempt.bound(Mono.<String>error(own), LIMIT, clock).subscribe(caller);

        assertThat(caller.expectTerminalError()).isSameAs(own);
    }

    @RepeatedTest(100)
    void givingUpAndBeginningToWriteNeverBothWin() throws Exception {
        attempt.bound(Mono.<String>never(), LIMIT, clock).subscribe(caller);
        CyclicBarrier start = new CyclicBarrier(2);
        Thread eventLoop = new Thread(() -> {
            meet(start);
            write(attempt);
        });
        eventLoop.start();

        meet(start);
        clock.advance(LIMIT);
        eventLoop.join(10_000);

        assertThat(failure().requestMayHaveBeenProcessed()).isEqualTo(written.get());
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new IllegalStateException(late);
        }
    }

    /** What the event loop does when the connection is there: the refusal, if it comes too late. */
    private @Nullable Throwable write(Attempt attempt) {
        return Mono.from(attempt.write(CONNECTION, out -> {
                    written.set(true);
                    return Mono.empty();
                }))
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block(ServiceTest.LONG);
    }

    private TransportException failure() {
        return assertThat(caller.expectTerminalError())
                .asInstanceOf(type(TransportException.class))
                .actual();
    }
}
