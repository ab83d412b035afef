package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.atomic.AtomicLong;

/** Answers the requests of one connection. What fails to be written comes to {@link #exceptionCaught}. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Front extends SimpleChannelInboundHandler<HttpObject> {

    static final String SLOTS = "/v3/assets/training_dataset";
    static final String TALLY = "/tally";
    static final String DOWNLOAD = "/download/";
    private static final String STORAGE = "/storage/";
    private static final String QUERY = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=120&X-Amz-Signature=0";
    private static final AtomicLong LAST_SLOT = new AtomicLong();
    private static final ByteBuf CHUNK =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeZero(64 * 1024));

    private final Answers answers;
    private final Tally tally;
    private final String scheme;
    private String host = "";
    private String path = "";
    private String query = "";
    private HttpMethod method = HttpMethod.GET;
    private long received;
    private long toSend;
    private boolean sending;

    Front(Answers answers, Tally tally, boolean tls) {
        this.answers = answers;
        this.tally = tally;
        this.scheme = tls ? "https" : "http";
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpRequest request) {
            method = request.method();
            int question = request.uri().indexOf('?');
            path = question < 0 ? request.uri() : request.uri().substring(0, question);
            query = question < 0 ? "" : request.uri().substring(question + 1);
            host = request.headers().get(HttpHeaderNames.HOST);
            received = 0;
        }
        if (part instanceof HttpContent content) {
            received += content.content().readableBytes();
        }
        if (part instanceof LastHttpContent) {
            answer(context);
        }
    }

    private void answer(ChannelHandlerContext context) {
        if (path.equals(TALLY)) {
            send(context, tally.text().getBytes(UTF_8));
            return;
        }
        tally.request();
        if (path.startsWith(DOWNLOAD)) {
            download(context, Long.parseLong(path.substring(DOWNLOAD.length())));
        } else if (method.equals(HttpMethod.PUT) && path.startsWith(STORAGE)) {
            tally.put(received);
            send(context, new byte[0]);
        } else if (path.equals(SLOTS)) {
            send(context, slot().getBytes(UTF_8));
        } else {
            byte[] body = answers.to(method.name(), path, query);
            if (body == null) {
                refuse(context);
            } else {
                send(context, body);
            }
        }
    }

    private String slot() {
        long number = LAST_SLOT.incrementAndGet();
        return "{\"assets_id\":\"" + number + "\",\"upload_url\":\"" + scheme + "://" + host + STORAGE + number + QUERY
                + "\",\"method\":\"PUT\"}";
    }

    private static void send(ChannelHandlerContext context, byte[] body) {
        respond(context, HttpResponseStatus.OK, body);
    }

    private static void refuse(ChannelHandlerContext context) {
        respond(context, HttpResponseStatus.NOT_FOUND, new byte[0]);
    }

    private static void respond(ChannelHandlerContext context, HttpResponseStatus status, byte[] body) {
        HttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        context.writeAndFlush(response, context.voidPromise());
    }

    private void download(ChannelHandlerContext context, long bytes) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "image/png").set(HttpHeaderNames.CONTENT_LENGTH, bytes);
        context.write(response, context.voidPromise());
        toSend = bytes;
        sendMore(context);
    }

    /** No more than the connection takes; a write tells of that before it returns, and must not begin another. */
    private void sendMore(ChannelHandlerContext context) {
        if (sending) {
            return;
        }
        sending = true;
        while (toSend > 0 && context.channel().isWritable()) {
            fill(context);
            context.flush();
        }
        sending = false;
    }

    private void fill(ChannelHandlerContext context) {
        while (toSend > 0 && context.channel().isWritable()) {
            int size = (int) Math.min(toSend, CHUNK.readableBytes());
            toSend -= size;
            context.write(new DefaultHttpContent(CHUNK.slice(0, size)), context.voidPromise());
        }
        if (toSend == 0) {
            context.write(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (toSend > 0) {
            sendMore(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        context.close();
    }
}
