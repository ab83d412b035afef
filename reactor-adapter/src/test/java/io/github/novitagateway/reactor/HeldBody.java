package io.github.novitagateway.reactor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/** The body of an answer that stops halfway until it is let go; tells whether the client has hung up before. */
final class HeldBody implements MockResponseBody {

    private static final int PIECE = 8 * 1024;

    private final byte[] content;
    private final int first;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    /** Stops in the middle. */
    HeldBody(byte[] content) {
        this(content, content.length / 2);
    }

    HeldBody(byte[] content, int first) {
        this.content = content;
        this.first = first;
    }

    /** How many bytes come before the stop. */
    int first() {
        return first;
    }

    void letGo() {
        gate.countDown();
    }

    boolean isHungUpOn() throws InterruptedException {
        return hungUp.await(10, TimeUnit.SECONDS);
    }

    @Override
    public long getContentLength() {
        return content.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try {
            write(sink, 0, first);
            if (gate.await(20, TimeUnit.SECONDS)) {
                write(sink, first, content.length);
            }
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        } catch (IOException closed) {
            hungUp.countDown();
            throw closed;
        }
    }

    /** In pieces: the first write to a closed connection may still seem to work. */
    private void write(BufferedSink sink, int from, int to) throws IOException {
        for (int at = from; at < to; at += PIECE) {
            sink.write(content, at, Math.min(to - at, PIECE));
            sink.flush();
        }
    }
}
