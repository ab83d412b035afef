package io.github.novitagateway.reactor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * One running stream for each key, started by its first subscriber and stopped with its last. Whoever comes in between
 * gets the latest value at once.
 *
 * <p>Subscribers are counted under the map's lock of their key, so that nobody joins a stream that is being stopped,
 * and a stream that ends takes only itself out of the map.
 */
final class SharedStreams<K, T> {

    private final Function<K, Flux<T>> source;
    private final Map<K, Running> running = new ConcurrentHashMap<>();

    SharedStreams(Function<K, Flux<T>> source) {
        this.source = source;
    }

    Flux<T> of(K key) {
        return Flux.using(() -> join(key), stream -> stream.values, stream -> leave(key, stream));
    }

    private Running join(K key) {
        return running.compute(key, (same, found) -> {
            Running stream = found == null ? new Running(key) : found;
            stream.subscribers++;
            return stream;
        });
    }

    private void leave(K key, Running stream) {
        running.compute(key, (same, found) -> {
            stream.subscribers--;
            return found == stream && stream.subscribers == 0 ? null : found;
        });
        if (stream.subscribers == 0) { // for good: it is no longer in the map
            stream.connection.dispose();
        }
    }

    private final class Running {

        private final Disposable.Swap connection = Disposables.swap();
        private final Flux<T> values;
        private int subscribers;

        private Running(K key) {
            this.values = source.apply(key)
                    .doOnTerminate(() -> running.remove(key, this))
                    .replay(1)
                    .autoConnect(1, connection::update);
        }
    }
}
