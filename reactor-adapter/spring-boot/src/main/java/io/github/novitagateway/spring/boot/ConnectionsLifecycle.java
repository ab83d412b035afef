package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;

/** Closes connections before the event loops that carry them: when the application ends, and when it pauses. */
final class ConnectionsLifecycle implements SmartLifecycle {

    /** The phase of Spring's own connectors; the event loops have 0, and phases end in falling order. */
    private static final int BEFORE_EVENT_LOOPS_END = 1;

    private final ConfigurableListableBeanFactory beans;
    private volatile boolean running;

    ConnectionsLifecycle(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** A gateway that nobody asked for is not made to be closed. */
    @Override
    public void stop(Runnable ended) {
        running = false;
        Flux.fromArray(beans.getBeanNamesForType(NovitaGateway.class, false, false))
                .mapNotNull(beans::getSingleton)
                .ofType(NovitaGateway.class)
                .flatMap(NovitaGateway::closeConnections)
                .doFinally(end -> ended.run())
                .subscribe(none -> {}, failure -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_EVENT_LOOPS_END;
    }
}
