package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.micrometer.observation.Observation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one observed operation so far; more of it as it goes on. Neither key nor presigned address is in it.
 */
public final class GatewayObservationContext extends Observation.Context {

    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";

    private final GatewayObservation kind;
    private final String operation;
    private volatile @Nullable String outcome;
    private volatile @Nullable Integer status;
    private volatile @Nullable String stage;
    private volatile @Nullable TaskId taskId;
    private volatile @Nullable AssetId assetId;
    private volatile @Nullable Integer position;

    GatewayObservationContext(GatewayObservation kind, String operation, @Nullable TaskId taskId) {
        this.kind = kind;
        this.operation = operation;
        this.taskId = taskId;
    }

    /** {@return what kind of operation it is} */
    public GatewayObservation kind() {
        return kind;
    }

    /** {@return which one of its kind} */
    public String operation() {
        return operation;
    }

    /** {@return {@code success}, {@code failure}, or {@code cancelled} as long as neither is known} */
    public String outcome() {
        return outcome == null ? "cancelled" : outcome;
    }

    /** {@return the status of the last HTTP answer, or null when none came} */
    public @Nullable Integer status() {
        return status;
    }

    /** {@return the last stage that was seen, in lower case, or null} */
    public @Nullable String stage() {
        return stage;
    }

    /** {@return the task that it is about, or null as long as there is none} */
    public @Nullable TaskId taskId() {
        return taskId;
    }

    /** {@return the picture that was stored, or null} */
    public @Nullable AssetId assetId() {
        return assetId;
    }

    /** {@return how many stood before it in the line for permits, or null where it did not wait for any} */
    public @Nullable Integer position() {
        return position;
    }

    /** {@return the class of the error without its ending, or null without an error} */
    public @Nullable String reason() {
        Throwable error = getError();
        return error == null ? null : error.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    void position(int before) {
        position = before;
    }

    void answered(int answer) {
        status = answer;
    }

    void see(TaskSnapshot snapshot) {
        taskId = snapshot.taskId();
        stage(snapshot.stage());
        if (snapshot.terminal()) {
            outcome = isGood(snapshot.stage()) ? SUCCESS : FAILURE;
        }
    }

    private static boolean isGood(Enum<?> last) {
        return last == TrainingStage.READY || last == GenerationState.SUCCEED;
    }

    /** A stage is over well unless the training is, and not well. */
    void leftFor(TaskSnapshot next) {
        outcome = next.terminal() && !isGood(next.stage()) ? FAILURE : SUCCESS;
    }

    void stage(Enum<?> seen) {
        stage = word(seen);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What an operation brings can tell what it was about. */
    void brought(Object value) {
        if (value instanceof TaskId task) {
            taskId = task;
        } else if (value instanceof Submitted start) {
            taskId = start.taskId();
        } else if (value instanceof AssetId asset) {
            assetId = asset;
        }
    }

    void completed() {
        outcome = outcome == null ? SUCCESS : outcome;
    }

    void failed(Throwable failure) {
        outcome = FAILURE;
        if (failure instanceof ApiException refusal) {
            status = refusal.status();
        } else if (failure instanceof UploadException refusal && refusal.status() != 0) {
            status = refusal.status();
        }
    }
}
