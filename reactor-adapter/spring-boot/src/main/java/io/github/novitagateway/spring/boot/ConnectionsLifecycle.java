package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends what uses the application's event loops before these end: the gateways when the application is closed, their
 * connections alone when it is stopped and may start again.
 */
final class ConnectionsLifecycle implements SmartLifecycle {

    /** The phase of Spring's own connectors; the event loops have 0, and phases end in falling order. */
    private static final int BEFORE_EVENT_LOOPS_END = 1;

    private enum State {
        NEW,
        RUNNING,
        STOPPED
    }

    private final ConfigurableApplicationContext context;
    private State state = State.NEW;

    ConnectionsLifecycle(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Gives what Spring would start anew for whoever asks, after its end too. Nobody gets it from when the event loops
     * may end to when the application has started again.
     *
     * @throws IllegalStateException in between
     */
    synchronized <T> T unlessStopped(Supplier<T> resource) {
        if (state == State.STOPPED) {
            throw new IllegalStateException("the application has stopped");
        }
        return resource.get();
    }

    private synchronized void enter(State next) {
        state = next;
    }

    @Override
    public void start() {
        enter(State.RUNNING);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable ended) {
        enter(State.STOPPED);
        Flux.fromArray(beans().getBeanNamesForType(NovitaGateway.class, false, false))
                .flatMap(this::end)
                .doFinally(end -> ended.run())
                .subscribe(none -> {}, failure -> {});
    }

    /** One that nobody asked for is not made to be closed. */
    private Mono<Void> end(String name) {
        return Mono.justOrEmpty(beans().getSingleton(name))
                .ofType(NovitaGateway.class)
                .flatMap(
                        context.isClosed() && isClosedBySpring(name)
                                ? NovitaGateway::closeLater
                                : NovitaGateway::closeConnections);
    }

    private boolean isClosedBySpring(String name) {
        return beans().containsBeanDefinition(name)
                && !"".equals(beans().getMergedBeanDefinition(name).getDestroyMethodName());
    }

    private ConfigurableListableBeanFactory beans() {
        return context.getBeanFactory();
    }

    @Override
    public synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    /** The event loops are not, either. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return BEFORE_EVENT_LOOPS_END;
    }
}
