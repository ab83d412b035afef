package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** One connection, held by a status that is never answered, and a queue that is full or not. */
final class NarrowPool implements SendPhase {

    private final FaultServer server = new FaultServer(FaultTarget.STYLE_STATUS, Fault.SILENT);
    private final ConnectionProvider pool;
    private volatile IntSupplier waiting = () -> 0;
    private final Disposable.Composite running = Disposables.composite();
    private final boolean full;

    private NarrowPool(boolean full) throws IOException {
        this.full = full;
        pool = ConnectionProvider.builder("narrow")
                .maxConnections(1)
                .pendingAcquireMaxCount(full ? 1 : 10)
                .metrics(true, () -> (name, id, address, counts) -> waiting = counts::pendingAcquireSize)
                .build();
    }

    /** Somebody waits for the connection already. */
    static NarrowPool full() throws IOException {
        return new NarrowPool(true);
    }

    static NarrowPool busy() throws IOException {
        return new NarrowPool(false);
    }

    @Override
    public URI base() {
        return server.base();
    }

    /** Whatever is not that status. */
    @Override
    public int read() {
        return server.answered();
    }

    @Override
    public boolean stuck(int limits) {
        return !full;
    }

    @Override
    public HttpClient customize(HttpClient client) {
        return HttpClient.create(pool);
    }

    @Override
    public void prepare(NovitaGateway novita) {
        NovitaGateway patient = novita.with(config -> config.requestTimeout(Duration.ofDays(1)));
        running.add(status(patient));
        TrainingRunService.await(() -> server.held() == 1);
        if (full) {
            running.add(status(patient));
            TrainingRunService.await(() -> waiting.getAsInt() == 1);
        }
    }

    private static Disposable status(NovitaGateway novita) {
        return novita.trainings().status(TaskId.style("1")).onErrorComplete().subscribe();
    }

    @Override
    public void close() throws IOException {
        running.dispose();
        server.close();
        pool.disposeLater().block(ServiceTest.LONG);
    }
}
