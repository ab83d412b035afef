package io.github.novitagateway.training;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.List;

/** A training to be started. The images may still be absent: a whole run uploads them and fills them in. */
public sealed interface TrainingRequest permits StyleTrainingRequest {
    /** Most images of one training. Docs: model-apis-create-style-training. */
    int MAX_IMAGES = 50;

    /** {@return the task's name as it is sent, suffix included} */
    String name();

    /** {@return the checkpoint to train on, without file suffix; see {@link BaseModels}} */
    String baseModel();

    /** {@return width of the training images in pixels, at least 1} */
    int width();

    /** {@return height of the training images in pixels, at least 1} */
    int height();

    /** {@return the images with their captions, 0..50; the service wants at least one} */
    List<TrainingImage> images();

    /** {@return what the service does to the images before training, in this order; never empty} */
    List<TrainingComponent> components();

    /** {@return whether the name is the caller's own, without a random suffix} */
    boolean exactName();

    /** {@return the kind of the task that this request starts} */
    TaskId.Kind kind();

    /**
     * The same request with other images; the name stays as it is.
     *
     * @param images the images, at most 50, each asset id once
     * @return the request
     */
    TrainingRequest withImages(List<TrainingImage> images);

    /**
     * Checks whether this training could be started with some images, before anything is sent: 1..50 of them, captions
     * as the kind of training wants them, each asset id once.
     *
     * @param images uploaded images and images to upload, in any mixture
     * @throws IllegalArgumentException when the service would not take them
     */
    void requireTrainable(List<? extends DatasetImage> images);
}
