package io.github.novitagateway.soak;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.training.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What has happened so far. */
final class Tally {

    private static final int DEFECTS_TOLD = 10;
    private static final int FIRST_ERROR_STATUS = 400;

    private final AtomicInteger watching = new AtomicInteger();
    private final AtomicInteger ordering = new AtomicInteger();
    private final LongAdder ordered = new LongAdder();
    private final LongAdder statuses = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> troubles = new ConcurrentSkipListMap<>();
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();
    private final Sinks.Empty<Void> firstUpload = Sinks.empty();
    private final Sinks.Empty<Void> firstStatus = Sinks.empty();

    /** Ends when both a picture is stored and a training has been looked at. */
    Mono<Void> atWork() {
        return Mono.when(firstUpload.asMono(), firstStatus.asMono());
    }

    void watching(int change) {
        watching.addAndGet(change);
    }

    /** Submits that began, less those that were answered or failed. */
    void ordering(int change) {
        ordering.addAndGet(change);
    }

    void ordered() {
        ordered.increment();
    }

    void seen(TaskStatus status) {
        statuses.increment();
        firstStatus.tryEmitEmpty();
        if (status.terminal()) {
            ended.increment();
        }
    }

    void uploaded() {
        uploads.increment();
        firstUpload.tryEmitEmpty();
    }

    /** An operation that has failed for good. */
    void failed(NovitaException failure) {
        count(failures, failure.getClass().getSimpleName());
    }

    /** An answer, which may lead to a repetition. */
    void answered(int status) {
        if (status >= FIRST_ERROR_STATUS) {
            count(troubles, Integer.toString(status));
        }
    }

    /** A request without an answer, which may lead to a repetition. */
    void broken(Throwable cause) {
        count(troubles, cause.getClass().getSimpleName());
    }

    /** What must not be. */
    void defect(String kind, Throwable error) {
        if (defects.size() < DEFECTS_TOLD) {
            StackTraceElement[] trace = error.getStackTrace();
            defects.add(kind + " " + error + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }

    int watching() {
        return watching.get();
    }

    /** Submits that the end has cut off. */
    int ordering() {
        return ordering.get();
    }

    /** Submits whose task is known. */
    long orders() {
        return ordered.sum();
    }

    /** Submits whose outcome stayed unknown. */
    long lost() {
        LongAdder lost = failures.get(SubmitOutcomeUnknownException.class.getSimpleName());
        return lost == null ? 0 : lost.sum();
    }

    long ended() {
        return ended.sum();
    }

    long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long uploads() {
        return uploads.sum();
    }

    List<String> defects() {
        return List.copyOf(defects);
    }

    private static void count(Map<String, LongAdder> counts, String key) {
        counts.computeIfAbsent(key, first -> new LongAdder()).increment();
    }

    @Override
    public String toString() {
        return "watches %d  statuses %d  trainings %d  uploads %d  failed %s  troubled %s%s"
                .formatted(
                        watching.get(),
                        statuses.sum(),
                        ended.sum(),
                        uploads.sum(),
                        failures,
                        troubles,
                        defects.isEmpty() ? "" : "  DEFECTS " + defects.size());
    }
}
