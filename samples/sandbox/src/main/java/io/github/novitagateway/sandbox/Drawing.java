package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A drawing task that was accepted; its pictures are painted meanwhile. */
final class Drawing {
    private final String id;
    private final DrawingForm form;
    private final long seed;
    private final Instant submittedAt;
    private volatile boolean painted;
    private volatile @Nullable String failure;

    Drawing(String id, DrawingForm form, long seed, Instant submittedAt) {
        this.id = id;
        this.form = form;
        this.seed = seed;
        this.submittedAt = submittedAt;
    }

    /** How far a task is. */
    enum Stage {
        QUEUED,
        PROCESSING,
        SUCCEED,
        FAILED;

        String word() {
            return "TASK_STATUS_" + name();
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

    void markPainted() {
        painted = true;
    }

    void markFailed(String reason) {
        failure = reason;
    }

    /** The paths of its pictures, in the order of their seeds. */
    List<String> paths() {
        return IntStream.range(0, form.images())
                .mapToObj(i -> Gallery.RESULTS + "prod/" + id + "_" + i + "."
                        + form.output().kind().extension())
                .toList();
    }

    /** How far it is by its script; it ends when the time is up and the pictures are really painted. */
    Stage stage(Duration elapsed, Duration queue, Duration whole) {
        if (elapsed.compareTo(queue) < 0) {
            return Stage.QUEUED;
        }
        if (failure != null) {
            return Stage.FAILED;
        }
        return painted && elapsed.compareTo(whole) >= 0 ? Stage.SUCCEED : Stage.PROCESSING;
    }

    /** The {@code task} part of the answer. */
    void writeTask(ObjectNode task, Stage stage, double secondsLeft, int progress) {
        String reason = failure;
        task.put("task_id", id)
                .put("task_type", form.kind().taskType())
                .put("status", stage.word())
                .put("reason", stage == Stage.FAILED && reason != null ? reason : "")
                .put("eta", secondsLeft)
                .put("progress_percent", progress);
    }
}
