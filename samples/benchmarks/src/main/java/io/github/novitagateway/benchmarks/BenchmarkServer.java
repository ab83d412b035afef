package io.github.novitagateway.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/** The service and its storage, as cheap as they can be: answers from memory, and a storage that keeps nothing. */
final class BenchmarkServer {

    private static final int LOOPS = 2;
    private static final int READ_BYTES = 256 * 1024;

    private final Answers answers = new Answers();
    private final Tally tally = new Tally();
    private final LoopResources loops = LoopResources.create("server", LOOPS, true);

    private BenchmarkServer() {}

    /**
     * Prints the ports without and with TLS, and serves until its input ends, at the latest with the process that
     * started it.
     *
     * @param arguments the file of the certificate
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        SslContext tls = new Certificate(new File(arguments[0])).forServer();
        BenchmarkServer server = new BenchmarkServer();
        System.out.println(server.listen(null) + " " + server.listen(tls));
        while (System.in.read() >= 0) {
            // what is said does not matter
        }
        System.exit(0);
    }

    private int listen(@Nullable SslContext tls) {
        EventLoopGroup group = loops.onServer(true);
        Channel listening = new ServerBootstrap()
                .group(group)
                .channel(loops.onChannelClass(ServerSocketChannel.class, group))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childHandler(new Connection(tls))
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    private final class Connection extends ChannelInitializer<Channel> {

        private final @Nullable SslContext tls;

        Connection(@Nullable SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel.pipeline()
                    .addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxChunkSize(READ_BYTES)))
                    .addLast(new Front(answers, tally, tls != null));
        }
    }
}
