package io.github.novitagateway.sandbox;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A running sandbox on 127.0.0.1, with threads of its own. What is uploaded to it stays in memory until it is closed,
 * for its ledger to tell.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAINTERS = 2;
    private static final int WAITING_DRAWINGS = 10_000;

    private final LoopResources loops;
    private final Scheduler studio;
    private final DisposableServer server;
    private final ChannelGroup connections;
    private final SandboxLedger ledger;

    private Sandbox(
            LoopResources loops,
            Scheduler studio,
            DisposableServer server,
            ChannelGroup connections,
            SandboxLedger ledger) {
        this.loops = loops;
        this.studio = studio;
        this.server = server;
        this.connections = connections;
        this.ledger = ledger;
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
        LoopResources loops = LoopResources.create("novita-sandbox", 2, true);
        Scheduler studio = Schedulers.newBoundedElastic(PAINTERS, WAITING_DRAWINGS, "novita-sandbox-studio", 60, true);
        SandboxLedger ledger = new SandboxLedger();
        Front front = new Front(routes(options, wall, ledger, studio), ledger);
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        try {
            DisposableServer server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(options.port())
                    .runOn(loops)
                    .doOnConnection(connection -> connections.add(connection.channel()))
                    .handle(front::handle)
                    .bindNow(PATIENCE);
            return new Sandbox(loops, studio, server, connections, ledger);
        } catch (RuntimeException e) {
            studio.dispose();
            loops.dispose();
            throw e;
        }
    }

    private static Routes routes(SandboxOptions options, InstantSource wall, SandboxLedger ledger, Scheduler studio) {
        ScaledClock clock = new ScaledClock(wall, options.speed());
        SignedUrls urls = new SignedUrls(wall);
        Account account = new Account(options.balance());
        Till till = new Till(account, ledger, options.trainingPrice(), options.imagePrice());
        Assets assets = new Assets(urls, options.slotLifetime(), ledger);
        Gallery gallery = new Gallery();
        TrainingScript script =
                new TrainingScript(options.queueTime(), options.trainingTime(), options.deploymentTime());
        Trainings trainings = new Trainings(assets, till, clock, script, studio);
        Drawings drawings =
                new Drawings(new Loras(trainings), till, gallery, urls, clock, options.drawingTime(), studio);
        return new Routes(new Gate(options.key()), new Storage(urls, assets, gallery))
                .postFor("/v3/assets/training_dataset", assets::newSlot)
                .post("/v3/training/style", trainings::submitStyle)
                .get("/v3/training/style", trainings::styleStatus)
                .get("/v3/training", trainings::list)
                .post("/v3/async/txt2img", drawings::submit)
                .get("/v3/async/task-result", drawings::result)
                .get("/v3/model", new Models(trainings)::list)
                .get("/v3/user", exchange -> account.user())
                .get("/openapi/v1/billing/balance/detail", exchange -> account.balanceDetail());
    }

    /** {@return where the sandbox listens, such as {@code http://127.0.0.1:40123}} */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@return what happened so far} */
    public SandboxLedger ledger() {
        return ledger;
    }

    /** Stops listening, hangs up and ends the sandbox's threads; calling it again does nothing. */
    @Override
    public void close() {
        server.disposeNow(PATIENCE);
        connections.close().awaitUninterruptibly(PATIENCE.toMillis());
        studio.dispose();
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    void awaitEnd() {
        server.onDispose().block();
    }
}
