package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import reactor.netty.http.client.HttpClient;

/** What a paid request meets at one place of its way. */
interface SendPhase extends AutoCloseable {

    URI base();

    /** How many requests of the kind in question the server has read whole. */
    int read();

    /** Whether the request can get no further, when so many time limits have gone by. */
    boolean stuck(int limits);

    default HttpClient customize(HttpClient client) {
        return client;
    }

    default NovitaConfig configure(NovitaConfig config) {
        return config;
    }

    /** What happens before the request is made. */
    default void prepare(NovitaGateway novita) {}

    @Override
    void close() throws IOException;

    /** Makes the surroundings for one kind of request. */
    interface Surroundings {
        SendPhase of(FaultTarget target) throws Exception;
    }

    /** A server that fails it. */
    record Failing(FaultServer server) implements SendPhase {

        static Surroundings by(Fault fault) {
            return target -> new Failing(new FaultServer(target, fault));
        }

        @Override
        public URI base() {
            return server.base();
        }

        @Override
        public int read() {
            return server.read();
        }

        @Override
        public boolean stuck(int limits) {
            return server.held() > limits;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** A connection that was kept alive after a free request, and is gone when the next comes. */
    record Stale(FaultServer server, CountDownLatch released) implements SendPhase {

        static Stale connection(FaultTarget target) throws IOException {
            return new Stale(new FaultServer(target, Fault.STALE), new CountDownLatch(1));
        }

        @Override
        public URI base() {
            return server.base();
        }

        @Override
        public int read() {
            return server.read();
        }

        @Override
        public boolean stuck(int limits) {
            return false;
        }

        /** The connection is back in its pool when its event loop has done what it is at. */
        @Override
        public HttpClient customize(HttpClient client) {
            return client.doOnDisconnected(
                    connection -> connection.channel().eventLoop().execute(released::countDown));
        }

        @Override
        public void prepare(NovitaGateway novita) {
            novita.trainings().status(TaskId.style("1")).block(ServiceTest.LONG);
            TrainingRunService.await(() -> released.getCount() == 0);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
