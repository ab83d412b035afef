package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.NotSentException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;

/**
 * Looks at each address that is about to be connected to: after its name was resolved, before anything goes out, and
 * for each of several addresses of one name. It stands where a proxy has not put its own address in place yet.
 */
@Sharable
final class AddressGate extends ChannelOutboundHandlerAdapter implements ChannelPipelineConfigurer {

    /** Part of what tells connections of a pool apart: other rules never reuse what these let through. */
    static final AttributeKey<AddressRules> RULES = AttributeKey.valueOf(AddressGate.class, "rules");

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
        channel.pipeline().addLast(this);
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise)
            throws Exception {
        try {
            if (remote instanceof InetSocketAddress target) {
                context.channel().attr(RULES).get().check(target);
            }
            super.connect(context, remote, local, promise);
        } catch (NotSentException refused) {
            promise.setFailure(refused);
        }
    }
}
