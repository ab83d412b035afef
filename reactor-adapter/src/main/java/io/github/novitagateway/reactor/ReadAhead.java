package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
    static final int CHUNKS = 8;

    /** Reading begins when there is room for so many: each beginning is a way between threads. */
    static final int GROUP = CHUNKS / 2;

    private final Channel channel;
    private final AtomicReference<@Nullable ImageFile> looked;
    private final Supplier<ImageFile> file;
    private final LongConsumer sent;

    /**
     * @param looked the file with its beginning in memory, for whoever takes it first
     * @param file is opened on the elastic scheduler where there is none
     * @param sent is told the bytes that go to the connection, this chunk and all before it
     */
    ReadAhead(
            Channel channel, AtomicReference<@Nullable ImageFile> looked, Supplier<ImageFile> file, LongConsumer sent) {
        this.channel = channel;
        this.looked = looked;
        this.file = file;
        this.sent = sent;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> target) {
        Transfer transfer = new Transfer(target, looked.getAndSet(null));
        target.onSubscribe(transfer);
        transfer.begin();
    }

    /**
     * The event loop writes, one elastic thread at a time reads. They meet in the queue and in two counts, and wake
     * each other only when one waits: a way between threads costs as much as the reading of a chunk.
     */
    private final class Transfer implements Subscription, ChannelFutureListener {

        private final CoreSubscriber<? super Void> target;
        /** Of no more than there was room for; whoever finds the loop ended may empty it too. */
        private final Queue<ByteBuf> ready = new ConcurrentLinkedQueue<>();

        /** Chunks that came into the queue and are not written yet; the loop takes no chunk that is not counted. */
        private final AtomicInteger unwritten = new AtomicInteger();

        /** Room for chunks, until it is taken to read them. */
        private final AtomicInteger free = new AtomicInteger(CHUNKS);

        /** Whoever sets it has the file. Whoever closes the file leaves it set. */
        private final AtomicBoolean reading = new AtomicBoolean();

        private volatile boolean readToTheEnd;
        private volatile boolean over;
        private @Nullable ImageFile open;
        private long readSoFar;

        /** Chunks in the first write beyond one, for which there is room when it is done. */
        private int atOnce;

        Transfer(CoreSubscriber<? super Void> target, @Nullable ImageFile looked) {
            this.target = target;
            this.open = looked;
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

        /** A loop that has ended has closed its connections and told their users; nothing else takes the chunks. */
        private void onLoop(Runnable step) {
            try {
                if (channel.eventLoop().inEventLoop()) {
                    step.run();
                } else {
                    channel.eventLoop().execute(step);
                }
            } catch (RejectedExecutionException ended) {
                over = true;
                discard();
            }
        }

        /** What the look has read goes out while another thread reads on, if there is more. */
        private void begin() {
            if (!takeTheFile()) {
                return;
            }
            ImageFile begun = open;
            if (begun != null) {
                ByteBuf beginning = begun.nextChunk();
                atOnce = (beginning.readableBytes() - 1) / ImageFile.CHUNK_BYTES;
                free.addAndGet(-1 - atOnce);
                deliver(beginning, begun.isReadToItsEnd());
            }
            if (begun == null || begun.isOpen()) {
                callTheReader();
            }
        }

        private void read() {
            if (!over && takeTheFile()) {
                callTheReader();
            }
        }

        private void callTheReader() {
            try {
                Schedulers.boundedElastic().schedule(this::readGroups);
            } catch (RejectedExecutionException busy) {
                close();
                onLoop(() -> fail(busy));
            }
        }

        private boolean takeTheFile() {
            return (over || free.get() >= GROUP) && reading.compareAndSet(false, true);
        }

        /** On the elastic scheduler, as all that touches the disk. */
        private void readGroups() {
            try {
                ImageFile source = opened();
                do {
                    for (int left = free.getAndSet(0); left > 0 && !over && !source.isReadToItsEnd(); left--) {
                        deliver(source.nextChunk(), source.isReadToItsEnd());
                    }
                    if (over || source.isReadToItsEnd()) {
                        source.close();
                        return;
                    }
                    reading.set(false);
                } while (takeTheFile());
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

        /**
         * The last chunk says so: were that said after it, the answer could come before, and the connection would go
         * back to its pool with a request that has no end.
         */
        private void deliver(ByteBuf chunk, boolean last) {
            readSoFar += chunk.readableBytes();
            sent.accept(readSoFar);
            ready.add(chunk);
            readToTheEnd = last;
            if (unwritten.getAndIncrement() == 0 || over) {
                onLoop(this::write);
            }
        }

        private void close() {
            if (open != null) {
                open.close();
            }
        }

        private void write() {
            if (over) {
                discard();
                return;
            }
            ByteBuf chunk = ready.remove();
            free.incrementAndGet();
            read();
            channel.writeAndFlush(chunk).addListener(this);
        }

        @Override
        public void operationComplete(ChannelFuture write) {
            if (atOnce > 0) {
                free.addAndGet(atOnce);
                atOnce = 0;
            }
            boolean more = unwritten.decrementAndGet() > 0;
            if (over) {
                return;
            }
            if (!write.isSuccess()) {
                fail(write.cause());
            } else if (more) {
                write();
            } else if (readToTheEnd && ready.isEmpty()) {
                over = true;
                target.onComplete();
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
            for (ByteBuf chunk = ready.poll(); chunk != null; chunk = ready.poll()) {
                chunk.release();
            }
            if (reading.compareAndSet(false, true)) {
                closeLater();
            }
        }

        private void closeLater() {
            try {
                Schedulers.boundedElastic().schedule(this::close);
            } catch (RejectedExecutionException busy) {
                close();
            }
        }
    }
}
