package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A drawing task that was accepted; its pictures are painted meanwhile. */
final class Drawing {
    private final String id;
    private final long seed;
    private final Instant submittedAt;
    private final Fate fate;
    private volatile DrawingForm form;
    private volatile boolean painted;
    private volatile @Nullable String failure;

    Drawing(String id, DrawingForm form, Instant submittedAt, Fate fate) {
        this.id = id;
        this.form = form;
        this.seed = form.seed() >= 0 ? form.seed() : ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
        this.submittedAt = submittedAt;
        this.fate = fate;
    }

    /** How far a task is. */
    enum Stage {
        QUEUED,
        PROCESSING,
        SUCCEED,
        FAILED,
        CANCELED;

        String word() {
            return "TASK_STATUS_" + name();
        }

        boolean isEnd() {
            return this != QUEUED && this != PROCESSING;
        }
    }

    String id() {
        return id;
    }

    DrawingForm form() {
        return form;
    }

    long seed() {
        return seed;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    /** Whether it will come to an end, sooner or later. */
    boolean ends() {
        return fate != Fate.STUCK;
    }

    /** Why it failed, or would fail; empty when nothing speaks against it. */
    String failure() {
        String reason = failure;
        if (reason != null) {
            return reason;
        }
        return fate == Fate.FAILED ? "inference failed" : "";
    }

    /** What it started from is not needed any more, and would be kept as long as the sandbox runs. */
    void markPainted() {
        form = form.withoutOriginal();
        painted = true;
    }

    void markFailed(String reason) {
        form = form.withoutOriginal();
        failure = reason;
    }

    /** The paths of its pictures, in the order of their seeds. */
    List<String> paths() {
        return IntStream.range(0, fate == Fate.VANISHED ? 0 : form.images())
                .mapToObj(i -> Gallery.RESULTS + "prod/" + id + "_" + i + "."
                        + form.output().kind().extension())
                .toList();
    }

    /** How far it is by its script; it ends when the time is up and the pictures are really painted. */
    Stage stage(Duration elapsed, Duration queue, Duration whole) {
        if (fate == Fate.STUCK || elapsed.compareTo(queue) < 0) {
            return Stage.QUEUED;
        }
        if (failure != null) {
            return Stage.FAILED;
        }
        if (!painted || elapsed.compareTo(whole) < 0) {
            return Stage.PROCESSING;
        }
        return switch (fate) {
            case FAILED -> Stage.FAILED;
            case CANCELED -> Stage.CANCELED;
            default -> Stage.SUCCEED;
        };
    }
}
