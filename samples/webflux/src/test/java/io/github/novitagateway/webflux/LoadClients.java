package io.github.novitagateway.webflux;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Clients that each read the stream of one training, line by line, and note how late an event is. */
final class LoadClients {

    static final List<String> WHOLE_COURSE = List.of("queued", "training", "deploying", "ready");

    private static final Pattern STATUS = Pattern.compile("\"at\":(\\d+),\"stage\":\"([a-z]+)\"");
    private static final int MOST_MILLIS = 60_000;

    private final List<Reader> readers;
    private final HttpClient http;
    private final Disposable.Composite open = Disposables.composite();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger[] delays = IntStream.rangeClosed(0, MOST_MILLIS)
            .mapToObj(millis -> new AtomicInteger())
            .toArray(AtomicInteger[]::new);
    private final AtomicInteger present = new AtomicInteger();
    private volatile long allPresentAt = Long.MAX_VALUE;

    LoadClients(URI url, List<String> trainings, int count) {
        this.http = HttpClient.create(ConnectionProvider.builder("load")
                        .maxConnections(count)
                        .pendingAcquireMaxCount(count)
                        .build())
                .baseUrl(url.toString());
        this.readers = IntStream.range(0, count)
                .mapToObj(number -> new Reader(trainings.get(number % trainings.size())))
                .toList();
    }

    void start() {
        readers.forEach(reader -> open.add(http.get()
                .uri("/api/trainings/" + reader.training + "/events")
                .responseContent()
                .asString()
                .subscribe(reader::take, failures::add)));
    }

    void stop() {
        open.dispose();
    }

    boolean haveAllSeenTheEnd() {
        return readers.stream().allMatch(reader -> reader.stages().contains("ready"));
    }

    Collection<List<String>> stagesOfEach() {
        return readers.stream()
                .map(reader ->
                        reader.stages().stream().filter(WHOLE_COURSE::contains).toList())
                .toList();
    }

    Collection<Throwable> failures() {
        return failures;
    }

    long events() {
        return events.get();
    }

    /**
     * The delay in milliseconds that this share of the events did not exceed, from when the last client had its first.
     */
    double delay(double share) {
        long all = IntStream.rangeClosed(0, MOST_MILLIS)
                .mapToLong(millis -> delays[millis].get())
                .sum();
        long seen = 0;
        for (int millis = 0; millis <= MOST_MILLIS; millis++) {
            seen += delays[millis].get();
            if (seen >= all * share) {
                return millis;
            }
        }
        return MOST_MILLIS;
    }

    private void note(long at) {
        long now = System.currentTimeMillis();
        if (at > allPresentAt) {
            delays[(int) Math.min(Math.max(now - at, 0), MOST_MILLIS)].incrementAndGet();
        }
    }

    private final class Reader {

        private final String training;
        private final Set<String> stages = new LinkedHashSet<>();
        private final StringBuilder line = new StringBuilder();

        Reader(String training) {
            this.training = training;
        }

        synchronized Set<String> stages() {
            return new LinkedHashSet<>(stages);
        }

        synchronized void take(String piece) {
            for (int i = 0; i < piece.length(); i++) {
                char letter = piece.charAt(i);
                if (letter == '\n') {
                    read(line.toString());
                    line.setLength(0);
                } else {
                    line.append(letter);
                }
            }
        }

        private void read(String text) {
            if (!text.startsWith("data:")) {
                return;
            }
            events.incrementAndGet();
            if (stages.isEmpty() && stages.add("present") && present.incrementAndGet() == readers.size()) {
                allPresentAt = System.currentTimeMillis();
            }
            Matcher status = STATUS.matcher(text);
            if (status.find() && !text.contains("\"pictures\"")) {
                stages.add(status.group(2));
                note(Long.parseLong(status.group(1)));
            }
        }
    }
}
