package io.github.novitagateway.reactor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/** The body of an answer whose second half comes when it is let go; tells whether the client has hung up before. */
final class HeldBody implements MockResponseBody {

    private static final int PIECE = 8 * 1024;

    private final byte[] content;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    HeldBody(byte[] content) {
        this.content = content;
    }

    int half() {
        return content.length / 2;
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
            write(sink, 0, half());
            if (gate.await(20, TimeUnit.SECONDS)) {
                write(sink, half(), content.length);
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
