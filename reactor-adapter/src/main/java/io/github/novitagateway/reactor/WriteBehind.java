package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Writes the body of an answer to a disk, on the elastic scheduler, in the buffers in which it came. A download holds
 * no more of its body than {@value #CHUNKS} chunks, so that a slow disk slows the connection. Every chunk that was kept
 * is released, however the transfer ends. A write is never interrupted.
 */
final class WriteBehind implements CoreSubscriber<ByteBuf>, Subscription {

    /**
     * Chunks that wait, or are being written, or are asked for. A body comes in pieces of 8 KB, unless Netty is told
     * otherwise; a piece keeps all the memory into which it was read, 64 KB at most. Fewer cost more processor time.
     */
    static final int CHUNKS = 32;

    /** Chunks are asked for in groups: each group is a way between threads. */
    private static final int GROUP = CHUNKS / 2;

    private final CoreSubscriber<? super Void> target;
    private final Consumer<ByteBuf> disk;
    private final Queue<ByteBuf> ready = Queues.<ByteBuf>get(CHUNKS).get();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private Subscription source = Operators.emptySubscription();
    private volatile boolean received;
    private int written;

    private WriteBehind(CoreSubscriber<? super Void> target, Consumer<ByteBuf> disk) {
        this.target = target;
        this.disk = disk;
    }

    /**
     * @param content whose chunks are released by whoever emits them
     * @param disk writes a chunk and keeps nothing of it; what it throws ends the transfer
     */
    static Mono<Void> of(Flux<ByteBuf> content, Consumer<ByteBuf> disk) {
        return QuietCancel.of(content)
                .transform(Operators.<ByteBuf, Void>lift((source, target) -> new WriteBehind(target, disk)))
                .then();
    }

    @Override
    public Context currentContext() {
        return target.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        target.onSubscribe(this);
        subscription.request(CHUNKS);
    }

    @Override
    public void onNext(ByteBuf chunk) {
        if (over.get()) {
            return;
        }
        if (ready.offer(chunk.retain())) {
            work();
        } else {
            chunk.release();
            fail(Exceptions.failWithOverflow());
        }
    }

    @Override
    public void onComplete() {
        received = true;
        work();
    }

    /** After a cancellation nobody is left to be told. */
    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void request(long n) {
        Operators.validate(n);
    }

    @Override
    public void cancel() {
        over.set(true);
        source.cancel();
    }

    /**
     * One task at a time works for all who call meanwhile. It comes in every case: nothing else releases the chunks.
     */
    private void work() {
        if (calls.getAndIncrement() == 0) {
            try {
                Schedulers.boundedElastic().schedule(this::drain);
            } catch (RejectedExecutionException busy) {
                fail(busy);
                drain();
            }
        }
    }

    private void drain() {
        int answered = 1;
        do {
            boolean last = received; // before the chunks: the last one is there when the end is
            for (ByteBuf chunk = ready.poll(); chunk != null; chunk = ready.poll()) {
                write(chunk);
            }
            if (last && over.compareAndSet(false, true)) {
                target.onComplete();
            }
            answered = calls.addAndGet(-answered);
        } while (answered != 0);
    }

    private void write(ByteBuf chunk) {
        try {
            if (!over.get()) {
                disk.accept(chunk);
            }
        } catch (Throwable failure) { // errors too, or those who wait would wait for ever
            fail(failure);
        } finally {
            chunk.release();
        }
        if (++written == GROUP) {
            written = 0;
            askForMore();
        }
    }

    private void askForMore() {
        try {
            if (!over.get()) {
                source.request(GROUP);
            }
        } catch (RejectedExecutionException loopHasEnded) {
            end(loopHasEnded);
        }
    }

    private void fail(Throwable failure) {
        source.cancel();
        end(failure);
    }

    private void end(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            target.onError(failure);
        }
    }
}
