package io.github.novitagateway.reactor;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows no host at first, and later finds every host on this machine. */
final class ForgetfulResolver extends AddressResolverGroup<InetSocketAddress> {

    private final int inVain;
    private final AtomicInteger asked = new AtomicInteger();

    ForgetfulResolver(int inVain) {
        this.inVain = inVain;
    }

    int asked() {
        return asked.get();
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String host, Promise<InetAddress> promise) {
                answer(host, promise, InetAddress.getLoopbackAddress());
            }

            @Override
            protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
                answer(host, promise, List.of(InetAddress.getLoopbackAddress()));
            }
        }.asAddressResolver();
    }

    private <T> void answer(String host, Promise<T> promise, T here) {
        if (asked.incrementAndGet() <= inVain) {
            promise.setFailure(new UnknownHostException(host));
        } else {
            promise.setSuccess(here);
        }
    }
}
