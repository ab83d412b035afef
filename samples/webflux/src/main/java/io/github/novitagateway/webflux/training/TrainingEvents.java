package io.github.novitagateway.webflux.training;

import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.webflux.event.StudioEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What browsers are told of a training. */
final class TrainingEvents {

    private TrainingEvents() {}

    /** Where a training stands, for people: the stages of the service, and what the application does around them. */
    enum Stage {
        UPLOADING,
        SEARCHING,
        QUEUED,
        TRAINING,
        DEPLOYING,
        READY,
        FAILED,
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stage of(TrainingStage stage) {
            return switch (stage) {
                case QUEUED -> QUEUED;
                case TRAINING -> TRAINING;
                case DEPLOYING -> DEPLOYING;
                case READY -> READY;
                case FAILED, CANCELED -> FAILED;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /**
     * Where a training stands.
     *
     * @param training its id
     * @param at when that was so, in milliseconds since 1970
     * @param stage its stage in lower case
     * @param percent progress of that stage; null where there is none
     * @param eta seconds that the service expects to need yet; null when it did not say
     * @param failure why it failed; null when it did not
     */
    record StatusTold(
            String training,
            long at,
            String stage,
            @Nullable Double percent,
            @Nullable Double eta,
            @Nullable Failure failure)
            implements StudioEvent {

        static StatusTold of(Training training) {
            if (training.failure() != null) {
                return failed(training.id(), training.failure());
            }
            Stage stage =
                    training.lora() != null ? Stage.READY : training.taskId() == null ? Stage.UPLOADING : Stage.QUEUED;
            return of(training.id(), stage);
        }

        static StatusTold of(String training, Stage stage) {
            return new StatusTold(training, System.currentTimeMillis(), stage.word(), null, null, null);
        }

        static StatusTold of(String training, TaskStatus status) {
            Duration eta = status.eta();
            return new StatusTold(
                    training,
                    System.currentTimeMillis(),
                    Stage.of(status.stage()).word(),
                    status.progressPercent(),
                    eta == null ? null : eta.toMillis() / 1000.0,
                    null);
        }

        static StatusTold earlier(String training, Instant at, TrainingStage stage, @Nullable Double percent) {
            return new StatusTold(training, at.toEpochMilli(), Stage.of(stage).word(), percent, null, null);
        }

        static StatusTold failed(String training, Failure failure) {
            return new StatusTold(training, System.currentTimeMillis(), Stage.FAILED.word(), null, null, failure);
        }

        @Override
        public String kind() {
            return "status";
        }

        @Override
        public String topic() {
            return "status";
        }

        @Override
        public boolean course() {
            return true;
        }
    }

    /**
     * How far a picture is on its way to the service.
     *
     * @param training its training
     * @param index its place among the pictures, from 0
     * @param percent sent so far
     * @param stored whether it has arrived
     */
    record UploadTold(String training, int index, int percent, boolean stored) implements StudioEvent {

        @Override
        public String kind() {
            return "upload";
        }

        @Override
        public String topic() {
            return "upload/" + index;
        }
    }

    /**
     * Something worth knowing.
     *
     * @param training its training
     * @param text what
     */
    record NoticeTold(String training, String text) implements StudioEvent {

        @Override
        public String kind() {
            return "notice";
        }

        @Override
        public String topic() {
            return "notice";
        }
    }
}
