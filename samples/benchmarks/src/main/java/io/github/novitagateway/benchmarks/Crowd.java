package io.github.novitagateway.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.BaseSubscriber;

/** Those who watch: a task each, a few of them measured. */
final class Crowd {

    static final int PROBES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Viewer> viewers = new ArrayList<>();
    private final AtomicInteger informed = new AtomicInteger();

    /** The names of the tasks, those that are measured first. */
    static List<String> tasks(int count) {
        return Stream.concat(
                        IntStream.range(0, PROBES).mapToObj(number -> Probe.TASK + number),
                        IntStream.range(PROBES, count).mapToObj(number -> "task-" + number))
                .toList();
    }

    void watch(Watching client, List<String> tasks) {
        for (String task : tasks) {
            Viewer viewer = new Viewer();
            viewers.add(viewer);
            client.watch(task).subscribe(viewer);
        }
    }

    /** Until each has been told something. */
    void awaitNews() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (informed.get() < viewers.size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(informed + " of " + viewers.size() + " heard of their tasks");
            }
            Thread.sleep(20);
        }
    }

    /** How often the one that was told least was told something. */
    int least() {
        return viewers.stream().mapToInt(viewer -> viewer.told).min().orElseThrow();
    }

    int most() {
        return viewers.stream().mapToInt(viewer -> viewer.told).max().orElseThrow();
    }

    /** {@return how many milliseconds it took} */
    double leave() {
        long start = System.nanoTime();
        viewers.forEach(Viewer::cancel);
        return (System.nanoTime() - start) / 1e6;
    }

    private final class Viewer extends BaseSubscriber<Object> {

        private volatile int told;

        @Override
        protected void hookOnNext(Object news) {
            int before = told;
            told = before + 1; // by one thread at a time
            if (before == 0) {
                informed.incrementAndGet();
            }
        }
    }
}
