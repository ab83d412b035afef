package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;
import reactor.test.subscriber.TestSubscriber;

/** Over a connection that takes a chunk only when the test lets it. That all is released, the leak guard sees. */
@Timeout(30)
class ReadAheadTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String REJECTING = "rejecting";
    private static final int MANY_CHUNKS = 20;
    private static final int BEGINNING = ImageFile.BEGINNING_BYTES / ImageFile.CHUNK_BYTES;
    private static final int LAST = 17;

    /** The beginning, and as many chunks as fit beside it while it is written. */
    private static final int AT_FIRST = 1 + ReadAhead.CHUNKS + 1 - BEGINNING;

    private static final int LENGTH = MANY_CHUNKS * ImageFile.CHUNK_BYTES + LAST;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Write> writes = new LinkedTransferQueue<>(); // without a lock: the loop adds to it
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final TestSubscriber<Void> upload = TestSubscriber.create();
    private volatile @Nullable ImageFile open;
    private Channel channel = new EmbeddedChannel();
    private Path file = Path.of("");

    @TempDir
    Path directory = Path.of("");

    /** A chunk that the connection was given and has not taken yet. */
    private record Write(ByteBuf chunk, ChannelPromise promise) {

        void succeeds() {
            chunk.release();
            promise.setSuccess();
        }

        void fails(Throwable failure) {
            chunk.release();
            promise.setFailure(failure);
        }
    }

    private final class HoldingWrites extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            writes.add(new Write((ByteBuf) message, promise));
        }
    }

    @BeforeEach
    void connect() throws IOException {
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        channel = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new HoldingWrites())
                .connect(server.localAddress())
                .syncUninterruptibly()
                .channel();
        file = Files.write(directory.resolve("hill.png"), Pictures.png(LENGTH));
    }

    @AfterEach
    void hangUp() {
        loops.shutdownGracefully(0, LONG.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    @Test
    void allBytesGoOutInOrder() throws Exception {
        send(told::add);

        assertThat(sent()).isEqualTo(Files.readAllBytes(file));
        assertThat(List.copyOf(told))
                .hasSize(MANY_CHUNKS - BEGINNING + 2)
                .isSorted()
                .startsWith((long) ImageFile.BEGINNING_BYTES)
                .endsWith((long) LENGTH);
        assertTheFileGetsClosed();
    }

    @Test
    void allBytesGoOutInOrderOnceMore() throws Exception {
        ImageBody image = lookedAtBefore();

        send(image, told::add);

        assertThat(sent()).isEqualTo(Files.readAllBytes(file));
        assertThat(List.copyOf(told)).hasSize(MANY_CHUNKS + 1).isSorted().endsWith((long) LENGTH);
        assertTheFileGetsClosed();
    }

    @Test
    void whatTheLookHasReadWholeGoesOutAtOnce() throws Exception {
        file = Files.write(directory.resolve("hut.png"), Pictures.png(ImageFile.BEGINNING_BYTES));
        ImageBody image = look();
        Files.delete(file);

        send(image, told::add);

        nextWrite().succeeds();
        upload.block(LONG);
        assertThat(List.copyOf(told)).containsExactly((long) ImageFile.BEGINNING_BYTES);
        assertThat(file().isOpen()).isFalse();
    }

    /** {@return all that goes out, when it has} */
    private byte[] sent() throws InterruptedException {
        byte[] sent = new byte[LENGTH];
        for (int length = 0; length < LENGTH; ) {
            Write write = nextWrite();
            int bytes = write.chunk.readableBytes();
            write.chunk.readBytes(sent, length, bytes);
            length += bytes;
            write.succeeds();
        }

        upload.block(LONG);
        return sent;
    }

    @Test
    void noMoreIsReadThanFitsBesideTheChunkThatIsWritten() throws Exception {
        send(told::add);

        assertReads(AT_FIRST);
        nextWrite().succeeds();
        assertReads(BEGINNING);
        for (int written = 0; written < ReadAhead.GROUP; written++) {
            assertReads(0);
            nextWrite().succeeds();
        }
        assertReads(ReadAhead.GROUP);
        nextWrite().succeeds();
        assertReads(0);

        assertThat(writes).as("written at once").hasSize(1);
        upload.cancel();
        nextWrite().succeeds();
        assertTheFileGetsClosed();
    }

    @Test
    void aFailedWriteEndsTheUpload() throws Exception {
        send(told::add);
        assertReads(AT_FIRST);
        IOException broken = new IOException("broken");

        nextWrite().fails(broken);

        upload.block(LONG);
        assertThat(upload.expectTerminalError()).isSameAs(broken);
        assertTheFileGetsClosed();
        assertThat(told).isEmpty();
    }

    @Test
    void aCancelledUploadReadsNoMore() throws Exception {
        send(told::add);
        assertReads(AT_FIRST);

        upload.cancel();

        assertTheFileGetsClosed();
        nextWrite().succeeds();
        assertReads(0);
        assertThat(upload.isTerminated()).isFalse();
    }

    @RepeatedTest(300)
    void allIsReleasedWheneverItIsCancelled() throws Exception {
        long moment = System.nanoTime() + ThreadLocalRandom.current().nextLong(2_000_000);
        send(sent -> {});

        while (System.nanoTime() < moment) {
            takeAll();
        }
        upload.cancel();

        assertTheFileGetsClosed();
        channel.eventLoop().submit(this::takeAll).get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(upload.getProtocolErrors()).isEmpty();
    }

    private void takeAll() {
        for (Write write = writes.poll(); write != null; write = writes.poll()) {
            write.succeeds();
        }
    }

    @Test
    void aReadUnderWayAtTheCancellationIsNotInterrupted() throws Exception {
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        send(lookedAtBefore(), sent -> {
            upload.cancel();
            interrupted.add(Thread.currentThread().isInterrupted());
        });

        assertThat(interrupted.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isFalse();

        assertTheFileGetsClosed();
        assertThat(interrupted).as("further reads").isEmpty();
        assertThat(writes).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadEndsTheUpload() throws Exception {
        ImageBody image = lookedAtBefore();
        Files.delete(file);

        send(image, told::add);

        upload.block(LONG);
        assertThat(upload.expectTerminalError())
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("hill.png: does not exist");
    }

    private void rejectTasksOfTheLoop() {
        Schedulers.onScheduleHook(REJECTING, task -> {
            if (channel.eventLoop().inEventLoop()) {
                throw new RejectedExecutionException(REJECTING);
            }
            return task;
        });
    }

    @Test
    void aSchedulerThatRejectsEndsTheUpload() throws Exception {
        ImageBody image = look();
        rejectTasksOfTheLoop();
        try {
            send(image, told::add);
            upload.block(LONG);
        } finally {
            Schedulers.resetOnScheduleHook(REJECTING);
        }

        assertThat(upload.expectTerminalError()).hasMessage(REJECTING);
        assertThat(file().isOpen()).isFalse();
        nextWrite().succeeds();
        assertThat(upload.getProtocolErrors()).isEmpty();
    }

    @Test
    void aSchedulerThatRejectsLaterEndsTheUpload() throws Exception {
        send(told::add);
        assertReads(AT_FIRST);
        rejectTasksOfTheLoop();
        try {
            while (!upload.isTerminated()) {
                Write write = writes.poll(20, TimeUnit.MILLISECONDS);
                if (write != null) {
                    write.succeeds();
                }
            }
        } finally {
            Schedulers.resetOnScheduleHook(REJECTING);
        }

        assertThat(upload.expectTerminalError()).hasMessage(REJECTING);
        assertTheFileGetsClosed();
        writes.forEach(Write::succeeds);
    }

    @Test
    void aFileThatGrewEndsTheUploadBeforeTheLastBytes() throws Exception {
        ImageBody image = look();
        Files.write(file, Pictures.png(LENGTH + 1));

        send(image, told::add);
        int written = 0;
        for (Instant end = Instant.now().plus(LONG); !upload.isTerminated(); ) {
            assertThat(Instant.now()).as("%d chunks are written", written).isBefore(end);
            Write write = writes.poll(20, TimeUnit.MILLISECONDS);
            if (write != null) {
                write.succeeds();
                written++;
            }
        }

        assertThat(upload.expectTerminalError()).hasMessageContaining("grew beyond " + LENGTH + " bytes");
        int whole = 1 + MANY_CHUNKS - BEGINNING;
        assertThat(told).as("chunks read").hasSize(whole);
        assertThat(written).as("chunks written, of one more").isLessThanOrEqualTo(whole);
        writes.forEach(Write::succeeds); // one more was under way, or none
        assertTheFileGetsClosed();
    }

    private ImageBody look() {
        ImageBody image = ImageBody.look(ImageSource.file(file), Long.MAX_VALUE, "maxImageBytes");
        open = image.looked().get();
        return image;
    }

    /** Of which somebody else has read what the look has left. */
    private ImageBody lookedAtBefore() {
        ImageBody image = look();
        image.looked().set(null);
        file().close();
        return image;
    }

    private void send(LongConsumer sent) throws Exception {
        send(look(), sent);
    }

    /** On the event loop, as all that is sent. */
    private void send(ImageBody image, LongConsumer sent) throws Exception {
        ReadAhead sending = new ReadAhead(channel, image.looked(), () -> opened(image), sent);
        channel.eventLoop().submit(() -> sending.subscribe(upload)).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private ImageFile opened(ImageBody image) {
        ImageFile again = ImageFile.open((ImageSource.File) image.source(), Objects.requireNonNull(image.state()));
        open = again;
        return again;
    }

    private ImageFile file() {
        return Objects.requireNonNull(open, "nothing was opened");
    }

    private Write nextWrite() throws InterruptedException {
        return Objects.requireNonNull(writes.poll(LONG.toSeconds(), TimeUnit.SECONDS), "nothing was written");
    }

    private void assertReads(int chunks) throws InterruptedException {
        for (int chunk = 0; chunk < chunks; chunk++) {
            assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("chunk %d of %d", chunk, chunks)
                    .isNotNull();
        }
        assertThat(told.poll(100, TimeUnit.MILLISECONDS))
                .as("beyond %d chunks", chunks)
                .isNull();
    }

    private void assertTheFileGetsClosed() {
        TrainingRunService.await(() -> !file().isOpen());
    }
}
