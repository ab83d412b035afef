package io.github.novitagateway.training;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.Objects;

/** What happens in a run from pictures to a model in service, in the order in which it happens. */
public sealed interface TrainingEvent {
    /**
     * Bytes of a picture have been sent.
     *
     * @param index the picture's place in what was given, from 0
     * @param source the picture
     * @param bytesSent bytes sent so far, 0..totalBytes; starts over when the upload is repeated
     * @param totalBytes size of the picture in bytes
     */
    record UploadProgress(int index, ImageSource source, long bytesSent, long totalBytes) implements TrainingEvent {
        /** Checks the numbers. */
        public UploadProgress {
            Require.atLeast("index", index, 0);
            Objects.requireNonNull(source, "source");
            Require.within("bytesSent", bytesSent, 0, totalBytes);
        }
    }

    /**
     * A picture has arrived at the service.
     *
     * @param image the picture
     */
    record ImageUploaded(UploadedImage image) implements TrainingEvent {
        /** Checks that nothing is absent. */
        public ImageUploaded {
            Objects.requireNonNull(image, "image");
        }
    }

    /**
     * The training has been started, and is paid for from now on.
     *
     * @param taskId its id: keep it to come back to the training later
     * @param name its name as it was sent
     */
    record Submitted(TaskId taskId, String name) implements TrainingEvent {
        /** Checks that nothing is absent. */
        public Submitted {
            Objects.requireNonNull(taskId, "taskId");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * The training has been looked at.
     *
     * @param status what the service said
     */
    record StatusChanged(TaskStatus status) implements TrainingEvent {
        /** Checks that nothing is absent. */
        public StatusChanged {
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * The training has not moved for longer than is usual; it may still do so.
     *
     * @param status what the service said last
     * @param unchangedFor for how long that has been so
     */
    record Stalled(TaskStatus status, Duration unchangedFor) implements TrainingEvent {
        /** Checks that nothing is absent. */
        public Stalled {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(unchangedFor, "unchangedFor");
        }
    }

    /**
     * The model can be used: the last event of a run.
     *
     * @param status what the service said
     * @param model the model
     */
    record Ready(TaskStatus status, TrainedModel model) implements TrainingEvent {
        /** Checks that nothing is absent. */
        public Ready {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(model, "model");
        }
    }
}
