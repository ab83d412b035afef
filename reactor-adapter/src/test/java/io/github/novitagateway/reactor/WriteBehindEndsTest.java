package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.subscriber.TestSubscriber;

/** Transfers that end while a connection emits, a disk writes, and somebody cancels, at moments of their own. */
@Timeout(60)
class WriteBehindEndsTest {

    private static final int ROUNDS = 1_000;
    private static final int CHUNKS = WriteBehind.CHUNKS + 8;
    private static final Executor CONNECTION = Schedulers.boundedElastic()::schedule;

    private final Random random = new Random(7);

    @RepeatedTest(5)
    void allIsReleasedWheneverTheTransferEnds() {
        for (int round = 0; round < ROUNDS; round++) {
            int broken = random.nextInt(4) == 0 ? random.nextInt(CHUNKS) : CHUNKS;
            TestPublisher<ByteBuf> source = TestPublisher.create();
            TestSubscriber<Void> download = TestSubscriber.create();
            AtomicLong asked = new AtomicLong();
            WriteBehind.of(source.flux().doOnRequest(asked::addAndGet), chunk -> write(chunk, broken))
                    .subscribe(download);

            var connection = CompletableFuture.supplyAsync(() -> emitWhileAsked(source, asked), CONNECTION);
            spin(random.nextInt(60_000));
            download.cancel();

            List<ByteBuf> chunks = connection.join();
            TrainingRunService.await(() -> chunks.stream().allMatch(chunk -> chunk.refCnt() == 0));
            assertThat(download.getProtocolErrors()).isEmpty();
        }
    }

    private static void write(ByteBuf chunk, int broken) {
        if (chunk.readInt() == broken) {
            throw new IllegalStateException("full");
        }
    }

    private static List<ByteBuf> emitWhileAsked(TestPublisher<ByteBuf> source, AtomicLong asked) {
        List<ByteBuf> chunks = new ArrayList<>();
        for (long end = System.nanoTime() + 200_000; chunks.size() < CHUNKS && System.nanoTime() < end; ) {
            if (asked.get() > chunks.size()) {
                ByteBuf chunk = ByteBufAllocator.DEFAULT.ioBuffer().writeInt(chunks.size());
                chunks.add(chunk);
                source.next(chunk);
                chunk.release();
            }
        }
        source.complete();
        return chunks;
    }

    private static void spin(int nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
    }
}
