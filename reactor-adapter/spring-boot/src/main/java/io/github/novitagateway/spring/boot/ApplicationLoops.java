package io.github.novitagateway.spring.boot;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.Objects;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of an application as they are now: when it has been stopped and started, it goes on with others. It
 * ends them itself, and none are asked for in between, since that would bring them back.
 */
record ApplicationLoops(ReactorResourceFactory resources, ConnectionsLifecycle connections) implements LoopResources {

    LoopResources now() {
        return Objects.requireNonNull(connections.unlessStopped(resources::getLoopResources), "the event loops");
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return now().onServer(useNative);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return now().onClient(useNative);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        return now().onChannel(type, group);
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return now().onChannelClass(type, group);
    }

    @Override
    public boolean daemon() {
        return now().daemon();
    }
}
