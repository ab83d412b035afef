package io.github.novitagateway.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.http.client.HttpClient;

/**
 * How much later than due the requests of some watches go out, among all the others: those that ask again 10 ms after
 * each answer, without jitter. Taken where a connection has the answer and where it gets the next request, alike for
 * all clients.
 */
final class Probe {

    /** In the name of each task that is measured. */
    static final String TASK = "probe-";

    static final Duration WAIT = Duration.ofMillis(10);

    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Long> due = new HashMap<>();
    private final List<Long> late = new ArrayList<>();

    HttpClient measured(HttpClient client) {
        return client.doOnChannelInit((observer, channel, remote) -> {
                    open.incrementAndGet();
                    channel.closeFuture().addListener(closed -> open.decrementAndGet());
                })
                .doOnRequest((request, connection) -> asks(request.uri()))
                .doAfterResponseSuccess((response, connection) -> answered(response.uri()));
    }

    private void asks(String uri) {
        if (uri.contains(TASK)) {
            noteAsked(uri, System.nanoTime());
        }
    }

    private void answered(String uri) {
        if (uri.contains(TASK)) {
            noteDue(uri, System.nanoTime() + WAIT.toNanos());
        }
    }

    private synchronized void noteAsked(String uri, long now) {
        Long expected = due.remove(uri);
        if (expected != null) {
            late.add(Math.max(0, now - expected));
        }
    }

    private synchronized void noteDue(String uri, long moment) {
        due.put(uri, moment);
    }

    int openConnections() {
        return open.get();
    }

    synchronized void startOver() {
        late.clear();
    }

    /** The lateness in milliseconds that so many of a hundred requests do not exceed. */
    synchronized double millisLate(int percent) {
        if (late.isEmpty()) {
            throw new IllegalStateException("no request was measured");
        }
        Collections.sort(late);
        return late.get((late.size() - 1) * percent / 100) / 1e6;
    }
}
