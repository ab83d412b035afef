package io.github.novitagateway.reactor;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.http.client.HttpClient;

/** A name service that knows no host, and says so at once or never. */
final class NameLookup implements SendPhase {

    private final boolean answers;
    private final AtomicInteger asked = new AtomicInteger();
    private final AddressResolverGroup<InetSocketAddress> names = new AddressResolverGroup<>() {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new Lookup(executor).asAddressResolver();
        }
    };

    private NameLookup(boolean answers) {
        this.answers = answers;
    }

    static NameLookup failing() {
        return new NameLookup(true);
    }

    static NameLookup slow() {
        return new NameLookup(false);
    }

    @Override
    public URI base() {
        return URI.create("http://api.localhost");
    }

    /** There is no server. */
    @Override
    public int read() {
        return 0;
    }

    @Override
    public boolean stuck(int limits) {
        return !answers && asked.get() > limits;
    }

    @Override
    public HttpClient customize(HttpClient client) {
        return client.resolver(names);
    }

    @Override
    public void close() {
        names.close();
    }

    private final class Lookup extends InetNameResolver {

        private Lookup(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> address) {
            answer(host, address);
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> addresses) {
            answer(host, addresses);
        }

        private void answer(String host, Promise<?> promise) {
            asked.incrementAndGet();
            if (answers) {
                executor().execute(() -> promise.setFailure(new UnknownHostException(host)));
            }
        }
    }
}
