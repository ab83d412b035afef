package io.github.novitagateway.sandbox;

import java.net.URI;
import java.time.Duration;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** A running sandbox on 127.0.0.1, with threads of its own. */
public final class Sandbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LoopResources loops;
    private final DisposableServer server;
    private final SandboxLedger ledger;

    private Sandbox(LoopResources loops, DisposableServer server, SandboxLedger ledger) {
        this.loops = loops;
        this.server = server;
        this.ledger = ledger;
    }

    /**
     * Starts a sandbox and waits until it listens.
     *
     * @param options how it behaves
     * @return the running sandbox; close it to free its port and threads
     */
    public static Sandbox start(SandboxOptions options) {
        LoopResources loops = LoopResources.create("novita-sandbox", 2, true);
        SandboxLedger ledger = new SandboxLedger();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(options.port())
                .runOn(loops)
                .handle((request, response) -> response.sendNotFound())
                .bindNow(PATIENCE);
        return new Sandbox(loops, server, ledger);
    }

    /** {@return where the sandbox listens, such as {@code http://127.0.0.1:40123}} */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@return what happened so far} */
    public SandboxLedger ledger() {
        return ledger;
    }

    /** Stops listening and ends the sandbox's threads; calling it again does nothing. */
    @Override
    public void close() {
        server.disposeNow(PATIENCE);
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    void awaitEnd() {
        server.onDispose().block();
    }
}
