package io.github.novitagateway.sandbox;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A running sandbox on 127.0.0.1, with threads of its own. What is uploaded to it stays in memory until it is closed,
 * for its ledger to tell.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Threads threads;
    private final DisposableServer server;
    private final ChannelGroup connections;
    private final SandboxLedger ledger;
    private final SandboxFaults faults;

    private Sandbox(
            Threads threads,
            DisposableServer server,
            ChannelGroup connections,
            SandboxLedger ledger,
            SandboxFaults faults) {
        this.threads = threads;
        this.server = server;
        this.connections = connections;
        this.ledger = ledger;
        this.faults = faults;
    }

    /**
     * Starts a sandbox and waits until it listens.
     *
     * @param options how it behaves
     * @return the running sandbox; close it to free its port and threads
     */
    public static Sandbox start(SandboxOptions options) {
        return start(options, InstantSource.system());
    }

    static Sandbox start(SandboxOptions options, InstantSource wall) {
        Threads threads = Threads.start();
        SandboxLedger ledger = new SandboxLedger();
        SandboxFaults faults = new SandboxFaults(options.faults());
        FaultyRoutes routes = new FaultyRoutes(new Assembly(options, wall, ledger, threads).routes(), faults);
        Front front = new Front(routes, new Control(faults, ledger), ledger);
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        try {
            DisposableServer server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(options.port())
                    .runOn(threads.loops())
                    .doOnConnection(connection -> connections.add(connection.channel()))
                    .handle(front::handle)
                    .bindNow(PATIENCE);
            return new Sandbox(threads, server, connections, ledger, faults);
        } catch (RuntimeException e) {
            threads.end(PATIENCE);
            throw e;
        }
    }

    /** {@return where the sandbox listens, such as {@code http://127.0.0.1:40123}} */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@return what happened so far} */
    public SandboxLedger ledger() {
        return ledger;
    }

    /** {@return its faults, to be switched on and off while it runs} */
    public SandboxFaults faults() {
        return faults;
    }

    /** Stops listening, hangs up and ends the sandbox's threads; calling it again does nothing. */
    @Override
    public void close() {
        server.disposeNow(PATIENCE);
        connections.close().awaitUninterruptibly(PATIENCE.toMillis());
        threads.end(PATIENCE);
    }

    void awaitEnd() {
        server.onDispose().block();
    }
}
