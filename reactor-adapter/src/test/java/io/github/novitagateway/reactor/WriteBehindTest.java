package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;
import reactor.test.subscriber.TestSubscriber;

/**
 * With a disk that takes a chunk when the test lets it, and a source that lets go of each chunk as a connection does.
 */
@Timeout(60)
class WriteBehindTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int GROUP = WriteBehind.CHUNKS / 2;
    private static final String REJECTING = "rejecting";
    private final RejectedExecutionException loopHasEnded = new RejectedExecutionException("terminated");

    private final Queue<ByteBuf> chunks = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> written = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final Queue<InterruptedException> interrupts = new ConcurrentLinkedQueue<>();
    private final AtomicLong asked = new AtomicLong();
    private final Semaphore room = new Semaphore(0);
    private TestPublisher<ByteBuf> source = TestPublisher.create();
    private final TestSubscriber<Void> download = TestSubscriber.create();

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void nothingIsLeft() {
        assertAllIsReleased();
        Hooks.resetOnErrorDropped();
        assertThat(dropped).as("dropped errors").isEmpty();
        assertThat(interrupts).isEmpty();
        assertThat(download.getProtocolErrors()).isEmpty();
    }

    @Test
    void allChunksAreWrittenInOrder() {
        room.release(Integer.MAX_VALUE);
        write(this::keep);

        for (int number = 0; number < 1_000; number++) {
            awaitDemand(number);
            emit(number);
        }
        source.complete();

        download.block(LONG);
        assertThat(download.isTerminatedComplete()).isTrue();
        assertThat(written).containsExactlyElementsOf(numbers(1_000));
    }

    @Test
    void chunksAreWrittenFromTheMemoryInWhichTheyCame() {
        Queue<ByteBuf> seen = new ConcurrentLinkedQueue<>();
        write(seen::add);

        emitAll(3);
        source.complete();

        download.block(LONG);
        assertThat(seen)
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactlyElementsOf(chunks);
    }

    @Test
    void anEmptyBodyIsWritten() {
        write(this::keep);

        source.complete();

        download.block(LONG);
        assertThat(download.isTerminatedComplete()).isTrue();
    }

    @Test
    void aSlowDiskSlowsTheSource() throws InterruptedException {
        write(this::keep);
        assertThat(asked).hasValue(WriteBehind.CHUNKS);
        emitAll(WriteBehind.CHUNKS);

        room.release(GROUP - 1);
        awaitWritten(GROUP - 1);
        Thread.sleep(50);
        assertThat(asked).as("before a group is written").hasValue(WriteBehind.CHUNKS);

        room.release();
        TrainingRunService.await(() -> asked.get() == WriteBehind.CHUNKS + GROUP);
        room.release(GROUP);
        TrainingRunService.await(() -> asked.get() == WriteBehind.CHUNKS + 2 * GROUP);
        source.complete();
        download.block(LONG);
    }

    @Test
    void theEndWaitsForTheDisk() throws InterruptedException {
        write(this::keep);
        emitAll(2);
        source.complete();

        room.release();
        awaitWritten(1);
        Thread.sleep(50);
        assertThat(download.isTerminated()).isFalse();

        room.release();
        download.block(LONG);
        assertThat(written).hasSize(2);
    }

    @Test
    void aDiskThatFailsEndsTheTransferAndCancelsTheSource() {
        Error failure = new AssertionError("full");
        write(chunk -> {
            keep(chunk);
            throw failure;
        });
        emitAll(WriteBehind.CHUNKS);

        room.release(2);

        download.block(LONG);
        assertThat(download.expectTerminalError()).isSameAs(failure);
        source.assertCancelled();
        assertAllIsReleased();
        assertThat(written).hasSize(1);
    }

    @Test
    void aLoopThatHasEndedEndsTheTransferAndAllIsReleased() {
        WriteBehind.of(onALoopThatEnds(), this::keep).subscribe(download);
        emitAll(WriteBehind.CHUNKS);

        room.release(Integer.MAX_VALUE);

        download.block(LONG);
        assertThat(download.expectTerminalError()).isSameAs(loopHasEnded);
    }

    @Test
    void aFullDiskIsToldThoughTheLoopHasEnded() {
        IllegalStateException full = new IllegalStateException("full");
        WriteBehind.of(onALoopThatEnds(), chunk -> {
                    throw full;
                })
                .subscribe(download);

        emitAll(1);

        download.block(LONG);
        assertThat(download.expectTerminalError()).isSameAs(full);
    }

    @Test
    void whatHasFailedAsksForNoMore() {
        write(this::keep);
        emitAll(WriteBehind.CHUNKS);
        TrainingRunService.await(room::hasQueuedThreads);

        source.error(new IllegalStateException("broken"));
        room.release(Integer.MAX_VALUE);

        assertAllIsReleased();
        assertThat(asked).hasValue(WriteBehind.CHUNKS);
    }

    @Test
    void aSourceThatFailsEndsTheTransferAtOnce() {
        write(this::keep);
        emitAll(3);
        TrainingRunService.await(room::hasQueuedThreads);
        IllegalStateException failure = new IllegalStateException("broken");

        source.error(failure);

        assertThat(download.expectTerminalError()).isSameAs(failure);
        room.release(3);
        assertAllIsReleased();
        assertThat(written).hasSize(1);
    }

    @Test
    void aWriteUnderWayAtTheCancellationIsTheLastAndIsNotInterrupted() {
        write(this::keep);
        emitAll(3);
        TrainingRunService.await(room::hasQueuedThreads);

        download.cancel();

        source.assertCancelled();
        assertThat(room.hasQueuedThreads()).isTrue();
        room.release(3);
        assertAllIsReleased();
        assertThat(written).hasSize(1);
        assertThat(download.isTerminated()).isFalse();
    }

    @Test
    void nobodyIsToldOfAFailureAfterTheCancellation() {
        source = deferring();
        write(chunk -> {
            keep(chunk);
            throw new IllegalStateException(new ClosedChannelException());
        });
        emitAll(2);
        TrainingRunService.await(room::hasQueuedThreads);

        download.cancel();
        source.error(new IllegalStateException("broken"));
        room.release(2);

        assertAllIsReleased();
        assertThat(download.isTerminated()).isFalse();
    }

    @Test
    void chunksThatComeAfterTheCancellationAreNotKept() {
        source = deferring();
        write(this::keep);

        download.cancel();
        emitAll(2);

        assertAllIsReleased();
        assertThat(written).isEmpty();
    }

    @Test
    void chunksThatNobodyAskedForEndTheTransfer() {
        source = TestPublisher.createNoncompliant(Violation.REQUEST_OVERFLOW);
        write(this::keep);

        emitAll(2 * WriteBehind.CHUNKS);

        assertThat(download.expectTerminalError()).isInstanceOf(IllegalStateException.class);
        source.assertCancelled();
        room.release(WriteBehind.CHUNKS);
        assertAllIsReleased();
    }

    @Test
    void aSchedulerThatRejectsEndsTheTransfer() {
        write(this::keep);
        Thread connection = Thread.currentThread();
        Schedulers.onScheduleHook(REJECTING, task -> {
            if (Thread.currentThread() == connection) {
                throw new RejectedExecutionException(REJECTING);
            }
            return task;
        });
        try {
            emit(0);
        } finally {
            Schedulers.resetOnScheduleHook(REJECTING);
        }

        assertThat(download.expectTerminalError()).hasMessage(REJECTING);
        source.assertCancelled();
        assertAllIsReleased();
    }

    private static TestPublisher<ByteBuf> deferring() {
        return TestPublisher.createNoncompliant(Violation.DEFER_CANCELLATION);
    }

    /** One that takes no task any more once it was asked for the first chunks. */
    private Flux<ByteBuf> onALoopThatEnds() {
        return source.flux().transform(Operators.<ByteBuf, ByteBuf>lift((chunks, target) -> new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription loop) {
                target.onSubscribe(new Subscription() {
                    @Override
                    public void request(long count) {
                        if (asked.getAndAdd(count) > 0) {
                            throw loopHasEnded;
                        }
                        loop.request(count);
                    }

                    @Override
                    public void cancel() {
                        loop.cancel();
                        throw loopHasEnded;
                    }
                });
            }

            @Override
            protected void hookOnNext(ByteBuf chunk) {
                target.onNext(chunk);
            }
        }));
    }

    private void write(Consumer<ByteBuf> disk) {
        Flux<ByteBuf> content = source.flux().doOnRequest(asked::addAndGet);
        WriteBehind.of(content, disk).subscribe(download);
    }

    private void keep(ByteBuf chunk) {
        try {
            room.acquire();
            written.add(chunk.readInt());
        } catch (InterruptedException interrupted) {
            interrupts.add(interrupted);
        }
    }

    private void emitAll(int count) {
        numbers(count).forEach(this::emit);
    }

    private void emit(int number) {
        ByteBuf chunk = ByteBufAllocator.DEFAULT.ioBuffer().writeInt(number);
        chunks.add(chunk);
        source.next(chunk);
        chunk.release();
    }

    private void awaitDemand(int sent) {
        TrainingRunService.await(() -> asked.get() > sent);
    }

    private void awaitWritten(int count) {
        TrainingRunService.await(() -> written.size() == count);
    }

    private void assertAllIsReleased() {
        TrainingRunService.await(() -> chunks.stream().allMatch(chunk -> chunk.refCnt() == 0));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
