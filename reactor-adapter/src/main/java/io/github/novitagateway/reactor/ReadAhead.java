package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * Writes a file to a connection, chunk by chunk, while the next few are read on the elastic scheduler. An upload holds
 * no more of the file than these, however slow the connection is; {@code NettyOutbound.send} would hold 128 chunks. A
 * read is never interrupted.
 */
final class ReadAhead extends Mono<Void> {

    /** Chunks that are read, or being read, beside the one that is being written. */
    static final int CHUNKS = 4;

    /** Reads are asked for in groups: each group is two ways between threads. */
    private static final int GROUP = CHUNKS / 2;

    private final Channel channel;
    private final Supplier<ImageFile> file;
    private final LongConsumer sent;

    /**
     * @param file is opened on the elastic scheduler
     * @param sent is told there the bytes that go to the connection, this chunk and all before it
     */
    ReadAhead(Channel channel, Supplier<ImageFile> file, LongConsumer sent) {
        this.channel = channel;
        this.file = file;
        this.sent = sent;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> target) {
        Transfer transfer = new Transfer(target);
        target.onSubscribe(transfer);
        transfer.onLoop(transfer::read);
    }

    /** All of its state belongs to the event loop, but for the open file, which belongs to whoever reads. */
    private final class Transfer implements Subscription, ChannelFutureListener {

        private final CoreSubscriber<? super Void> target;
        private final Queue<ByteBuf> ready = new ArrayDeque<>(CHUNKS);
        private volatile boolean over;
        private @Nullable ImageFile open;
        private int free = CHUNKS;
        private boolean reading;
        private boolean readToTheEnd;
        private boolean writing;
        private long readSoFar;

        Transfer(CoreSubscriber<? super Void> target) {
            this.target = target;
        }

        @Override
        public void request(long n) {
            Operators.validate(n);
        }

        @Override
        public void cancel() {
            over = true;
            onLoop(this::discard);
        }

        /** Whether the step will be taken; a loop that has ended has closed its connections and told their users. */
        private boolean onLoop(Runnable step) {
            try {
                channel.eventLoop().execute(step);
                return true;
            } catch (RejectedExecutionException ended) {
                return false;
            }
        }

        private void read() {
            if (!reading && !readToTheEnd && !over && free >= GROUP) {
                reading = true;
                int count = free;
                free = 0;
                Schedulers.boundedElastic().schedule(() -> read(count));
            }
        }

        /** On the elastic scheduler, as all that is done with the file. */
        private void read(int count) {
            try {
                ImageFile source = opened();
                for (int left = count; left > 0 && !over && !source.isReadToItsEnd(); left--) {
                    deliver(source.nextChunk(), source.isReadToItsEnd());
                }
                if (over || source.isReadToItsEnd()) {
                    source.close();
                }
                if (!source.isReadToItsEnd()) {
                    onLoop(this::pause);
                }
            } catch (RuntimeException failure) {
                close();
                onLoop(() -> fail(failure));
            }
        }

        private ImageFile opened() {
            ImageFile source = open == null ? file.get() : open;
            open = source;
            return source;
        }

        private void deliver(ByteBuf chunk, boolean last) {
            readSoFar += chunk.readableBytes();
            sent.accept(readSoFar);
            if (!onLoop(() -> arrive(chunk, last))) {
                over = true;
                chunk.release();
            }
        }

        private void close() {
            if (open != null) {
                open.close();
            }
        }

        /**
         * The last chunk says so: were that said after it, the answer could come before, and the connection would go
         * back to its pool with a request that has no end.
         */
        private void arrive(ByteBuf chunk, boolean last) {
            if (over) {
                chunk.release();
            } else {
                readToTheEnd = last;
                ready.add(chunk);
                write();
            }
        }

        private void pause() {
            reading = false;
            if (over) {
                discard();
            } else {
                read();
            }
        }

        private void write() {
            if (writing) {
                return;
            }
            ByteBuf chunk = ready.poll();
            if (chunk != null) {
                free++;
                writing = true;
                channel.writeAndFlush(chunk).addListener(this);
                read();
            } else if (readToTheEnd) {
                over = true;
                target.onComplete();
            }
        }

        @Override
        public void operationComplete(ChannelFuture write) {
            writing = false;
            if (over) {
                return;
            }
            if (write.isSuccess()) {
                write();
            } else {
                fail(write.cause());
            }
        }

        private void fail(Throwable failure) {
            if (!over) {
                over = true;
                discard();
                target.onError(failure);
            }
        }

        private void discard() {
            ready.forEach(ByteBuf::release);
            ready.clear();
            if (!reading && !readToTheEnd) {
                Schedulers.boundedElastic().schedule(this::close);
            }
        }
    }
}
