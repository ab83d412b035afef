package io.github.novitagateway.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The jobs as a table that is drawn over itself, or as a line for each step where nobody can see that. */
final class JobTable {
    private static final Duration FRAME = Duration.ofMillis(250);
    private static final int MOST_ROWS = 40;
    private static final String ROW = "%-16s %-10s %-14s %5s %8s %9s  %s";
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean live;
    private final Map<String, JobView> jobs = new LinkedHashMap<>();
    private int drawn;

    JobTable(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Blocks for a moment. */
    static JobTable onStandardOutput() {
        return new JobTable(System.out, isTerminal());
    }

    /** {@return the same, each step shown before it is handed on; a live table follows within a moment} */
    Flux<JobView> shown(Flux<JobView> feed) {
        Flux<JobView> rows = feed.publishOn(Schedulers.single()).doOnNext(this::put);
        return live
                ? rows.doOnTerminate(this::draw)
                        .mergeWith(Flux.interval(FRAME, Schedulers.single())
                                .onBackpressureDrop()
                                .doOnNext(tick -> draw())
                                .ignoreElements()
                                .cast(JobView.class))
                : rows;
    }

    /** {@return the jobs as they were shown last} */
    Collection<JobView> jobs() {
        return List.copyOf(jobs.values());
    }

    private void put(JobView job) {
        // the latest last
        jobs.remove(job.id());
        jobs.put(job.id(), job);
        if (!live) {
            out.println(row(job));
        }
    }

    void draw() {
        if (!live) {
            return;
        }
        List<String> rows = jobs.values().stream()
                .skip(Math.max(0, jobs.size() - MOST_ROWS))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .map(JobTable::row)
                .toList();
        StringBuilder frame = new StringBuilder(drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J");
        frame.append(String.format(Locale.ROOT, ROW, "JOB", "STATE", "NODE", "TRIES", "TRAINED", "DRAWINGS", ""))
                .append(System.lineSeparator());
        rows.forEach(row -> frame.append(row).append(System.lineSeparator()));
        frame.append(counts()).append(System.lineSeparator());
        out.print(frame);
        out.flush();
        drawn = rows.size() + 2;
    }

    static String row(JobView job) {
        String row = String.format(
                Locale.ROOT,
                ROW,
                job.id(),
                job.state().word(),
                job.node(),
                job.tries(),
                job.percent() + " %",
                job.drawings() + " of " + job.of(),
                job.reason());
        return row.stripTrailing().length() > WIDTH ? row.substring(0, WIDTH) : row.stripTrailing();
    }

    private String counts() {
        return jobs.values().stream()
                .collect(Collectors.groupingBy(JobView::state, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(state -> state.getValue() + " " + state.getKey().word())
                .collect(Collectors.joining(", "));
    }

    private static boolean isTerminal() {
        try {
            // the shell sees the very stream that this process has
            return System.getenv("TERM") != null
                    && new ProcessBuilder("/bin/sh", "-c", "test -t 1")
                                    .inheritIO()
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
